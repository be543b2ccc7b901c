/** Decisions about accounts and sessions. */
@org.springframework.modulith.NamedInterface("command")
@org.jspecify.annotations.NullMarked
package souk.account.command;
