@org.jspecify.annotations.NullMarked
package souk.audit.query;
