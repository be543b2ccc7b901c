/** What the audit keeps about those who look. */
@org.jspecify.annotations.NullMarked
package souk.audit.command;
