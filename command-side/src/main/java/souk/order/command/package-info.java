/** Decisions about orders: what they cost, and how they come to be, are sent and are given back. */
@org.springframework.modulith.NamedInterface("command")
@org.jspecify.annotations.NullMarked
package souk.order.command;
