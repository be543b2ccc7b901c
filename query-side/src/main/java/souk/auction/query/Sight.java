package souk.auction.query;

import org.jspecify.annotations.Nullable;

import souk.auction.Audience;
import souk.auction.query.AuctionRows.Offered;
import souk.seller.SellerStatus;

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

    /** What sellers who may not sell for now have, nobody else sees. */
    boolean admits(Offered offered) {
        AuctionRow auction = offered.auction();
        return seesAllOf(auction)
                || audiences.contains(auction.audience) && !isSuspended(offered.seller());
    }

    private static boolean isSuspended(@Nullable DealerRow seller) {
        return seller != null && seller.status == SellerStatus.SUSPENDED;
    }

    boolean seesAllOf(AuctionRow auction) {
        return everything || auction.sellerId.equals(seller);
    }
}
