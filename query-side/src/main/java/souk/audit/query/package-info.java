/** What auditors are shown about the audit. */
@org.jspecify.annotations.NullMarked
package souk.audit.query;
