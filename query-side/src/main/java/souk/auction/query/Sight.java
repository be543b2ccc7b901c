package souk.auction.query;

import org.jspecify.annotations.Nullable;

import souk.auction.Audience;

import java.util.Set;

/**
 * What somebody sees: auctions for these audiences, and his own.
 *
 * @param everything all auctions, and all of them
 */
record Sight(
        boolean everything,
        @Nullable String account,
        @Nullable String seller,
        Set<Audience> audiences) {

    Sight {
        audiences = Set.copyOf(audiences);
    }

    boolean admits(AuctionRow auction) {
        return seesAllOf(auction) || audiences.contains(auction.audience);
    }

    boolean seesAllOf(AuctionRow auction) {
        return everything || auction.sellerId.equals(seller);
    }
}
