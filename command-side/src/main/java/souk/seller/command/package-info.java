/** Decisions about sellers. */
@org.springframework.modulith.NamedInterface("command")
@org.jspecify.annotations.NullMarked
package souk.seller.command;
