@org.jspecify.annotations.NullMarked
package souk.platform.query.rebuild;
