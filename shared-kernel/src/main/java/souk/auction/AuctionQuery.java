package souk.auction;

import org.jspecify.annotations.Nullable;

import souk.account.AccountId;
import souk.seller.SellerId;

/** Everything that can be asked about auctions. */
public sealed interface AuctionQuery {

    /**
     * Who asks: he sees what he may bid on, what he sells, and, if he asks for it, what he has bid
     * on.
     */
    record Viewer(@Nullable AccountId account, boolean admin) {
        public static final Viewer NOBODY = new Viewer(null, false);
    }

    /** Answered with an {@link AuctionView}. */
    record FindAuction(AuctionId auctionId, Viewer viewer) implements AuctionQuery {}

    /** Answered with an {@link AuctionPage}. Whatever is null does not matter. */
    record ListAuctions(
            Filter filter,
            Sort sort,
            Viewer viewer,
            int limit,
            @Nullable String after,
            boolean total)
            implements AuctionQuery {

        public record Filter(
                @Nullable AuctionState state,
                @Nullable Audience audience,
                @Nullable SellerId seller) {}

        public enum Sort {
            ENDING_FIRST,
            ENDING_LAST,
            NEWEST_FIRST
        }
    }

    /** Answered with an {@link AuctionSummary}: what has become of a seller's auctions. */
    record SummariseAuctions(SellerId seller) implements AuctionQuery {}

    /** Answered with a {@link BidPage}, the latest first. */
    record ListBids(
            AuctionId auctionId, Viewer viewer, int limit, @Nullable String after, boolean total)
            implements AuctionQuery {}

    /** Answered with an {@link OwnBidPage}: one for each auction, the latest first. */
    record ListOwnBids(AccountId bidder, int limit, @Nullable String after, boolean total)
            implements AuctionQuery {}

    /** Answered with an {@link OwnBidView}: how he stands now. */
    record FindOwnBid(AuctionId auctionId, AccountId bidder) implements AuctionQuery {}
}
