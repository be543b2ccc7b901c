/** Auctions as those who may bid, those who have bid, sellers and admins look at them. */
@org.jspecify.annotations.NullMarked
package souk.auction.query;
