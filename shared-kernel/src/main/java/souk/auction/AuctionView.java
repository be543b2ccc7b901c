package souk.auction;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import souk.catalog.ProductId;
import souk.kernel.Composite;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.order.OrderId;
import souk.seller.SellerId;

import java.time.Duration;
import java.time.Instant;

/**
 * An auction as whoever may see it does.
 *
 * @param leader an alias; null before the first bid
 * @param minimumBid what a bid must be at least, of anybody but the leader; null when it is over
 * @param reservePrice only for its seller and admins
 * @param extension how long there is at least to answer a new leader
 * @param outcome why it was not sold, or is off
 * @param award only for whoever got it, its seller and admins
 */
@Composite
public record AuctionView(
        AuctionId id,
        AuctionState state,
        Seller seller,
        Sku sku,
        ProductId productId,
        String title,
        int quantity,
        Money startPrice,
        Money currentPrice,
        @Nullable Money minimumBid,
        boolean hasReserve,
        boolean reserveMet,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Money reservePrice,
        @Nullable String leader,
        long bidCount,
        Instant opensAt,
        Instant closesAt,
        Instant effectiveEnd,
        Duration extension,
        Audience audience,
        @Nullable String outcome,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Award award,
        long version) {

    public record Seller(SellerId id, String name) {}

    /** Who got it, for now or for good. */
    public record Award(
            OrderId orderId,
            String bidder,
            Money price,
            int rank,
            Instant payUntil,
            boolean paid) {}
}
