package souk.auction;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.account.AccountId;
import souk.catalog.ProductId;
import souk.kernel.Discloses;
import souk.kernel.Money;
import souk.kernel.Published;
import souk.kernel.Quantity;
import souk.kernel.Secret;
import souk.kernel.Sku;
import souk.order.OrderId;
import souk.seller.SellerId;

import java.time.Duration;
import java.time.Instant;

/** Everything that can happen to an auction. */
public sealed interface AuctionEvent {

    AuctionId auctionId();

    /**
     * @param salt makes the names of bidders, so that nobody can tell who they are
     */
    @Published("auction.AuctionScheduled")
    record AuctionScheduled(
            AuctionId auctionId,
            SellerId seller,
            String sellerName,
            Sku sku,
            ProductId productId,
            String title,
            Quantity quantity,
            Money startPrice,
            @Secret @Nullable Money reservePrice,
            Increments increments,
            Instant opensAt,
            Instant closesAt,
            Duration extension,
            Audience audience,
            @Secret String salt)
            implements AuctionEvent {}

    /** Stock is reserved under the auction's id, in the same unit of work. */
    @Published("auction.AuctionOpened")
    record AuctionOpened(AuctionId auctionId) implements AuctionEvent {}

    /**
     * @param alias what others know the bidder by, in this auction alone
     * @param leader the alias of whoever leads now
     * @param currentPrice what he would pay
     * @param bidCount with this one
     * @param effectiveEnd by now: the bid may have moved it
     * @param salt makes the hash of it tell nothing of the maximum; bids of before have none
     */
    @Revision("2")
    @Published("auction.BidAccepted")
    record BidAccepted(
            AuctionId auctionId,
            BidId bidId,
            AccountId bidder,
            String alias,
            @Secret Money maximum,
            String leader,
            Money currentPrice,
            boolean reserveMet,
            long bidCount,
            Instant effectiveEnd,
            @Secret @Nullable String salt)
            implements AuctionEvent {}

    /**
     * Somebody leads no more.
     *
     * @param by the bid that is higher
     */
    @Published("auction.BidderOutbid")
    record BidderOutbid(AuctionId auctionId, AccountId bidder, String alias, BidId by)
            implements AuctionEvent {}

    /** There is a new leader, and little time: there is more now. */
    @Published("auction.AuctionExtended")
    record AuctionExtended(AuctionId auctionId, BidId by, Instant effectiveEnd)
            implements AuctionEvent {}

    /** No more bids. What comes of them is told in the same unit of work. */
    @Discloses
    @Published("auction.AuctionClosed")
    record AuctionClosed(AuctionId auctionId, Money currentPrice, boolean reserveMet, long bidCount)
            implements AuctionEvent {}

    /**
     * The order is placed in the same unit of work.
     *
     * @param rank 1 for the leader, 2 for the next one, and so on: whoever was passed over counts
     */
    @Published("auction.AuctionAwarded")
    record AuctionAwarded(
            AuctionId auctionId,
            OrderId orderId,
            AccountId bidder,
            String alias,
            Money price,
            int rank,
            Instant payUntil)
            implements AuctionEvent {}

    /** Whoever got it has not paid. */
    @Published("auction.AwardLapsed")
    record AwardLapsed(AuctionId auctionId, OrderId orderId, AccountId bidder, String alias)
            implements AuctionEvent {}

    /** It is paid. Its stock is committed in the same unit of work: the order has none itself. */
    @Published("auction.AuctionSettled")
    record AuctionSettled(AuctionId auctionId, OrderId orderId, AccountId bidder, Money price)
            implements AuctionEvent {}

    /** Stock is free again, in the same unit of work. */
    @Published("auction.AuctionUnsold")
    record AuctionUnsold(AuctionId auctionId, Cause cause) implements AuctionEvent {

        public enum Cause {
            NO_BIDS,
            RESERVE_NOT_MET,
            /** Of those to whom it may be offered nobody may still have it, or can be told. */
            NOBODY_REACHABLE,
            NOBODY_PAID,
            /** Whoever sells it may not, for now. */
            SELLER_NOT_APPROVED
        }
    }

    /** What stock was reserved is free again, in the same unit of work. */
    @Discloses
    @Published("auction.AuctionCancelled")
    record AuctionCancelled(AuctionId auctionId, Cause cause) implements AuctionEvent {

        public enum Cause {
            BY_SELLER,
            BY_SHOP,
            OUT_OF_STOCK,
            NOT_FOR_SALE
        }
    }
}
