/** What proves that the log is as it was, and doubts it. */
@org.jspecify.annotations.NullMarked
package souk.audit.query;
