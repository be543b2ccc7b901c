/** Tests of what is shown of auctions, and to whom. */
@org.jspecify.annotations.NullMarked
package souk.auction.query;
