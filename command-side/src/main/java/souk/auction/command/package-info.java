/** Decisions about auctions: who may bid, who leads at what price, and who gets it. */
@org.springframework.modulith.NamedInterface("command")
@org.jspecify.annotations.NullMarked
package souk.auction.command;
