/** What the audit decides, and the past as those saw it who decided. */
@org.springframework.modulith.NamedInterface("command")
@org.jspecify.annotations.NullMarked
package souk.audit.command;
