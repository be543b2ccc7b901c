/** Auctions over HTTP. */
@org.jspecify.annotations.NullMarked
package souk.auction.rest;
