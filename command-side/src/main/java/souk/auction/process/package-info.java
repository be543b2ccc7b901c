/** What follows from an auction: it opens and closes, and its order is paid or is not. */
@org.springframework.modulith.NamedInterface("process")
@org.jspecify.annotations.NullMarked
package souk.auction.process;
