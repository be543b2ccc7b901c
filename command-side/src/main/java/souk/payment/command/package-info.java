/** Decisions about payments, and the ports to those who move the money. */
@org.springframework.modulith.NamedInterface("command")
@org.jspecify.annotations.NullMarked
package souk.payment.command;
