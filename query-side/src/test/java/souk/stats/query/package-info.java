@org.jspecify.annotations.NullMarked
package souk.stats.query;
