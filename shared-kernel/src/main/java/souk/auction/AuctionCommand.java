package souk.auction;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

import souk.account.AccountId;
import souk.kernel.InvalidValue;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.OrderId;
import souk.seller.SellerId;

import java.time.Duration;
import java.time.Instant;

/**
 * Everything that can be asked of auctions. Where it does not say otherwise, each is answered with
 * the {@link AuctionView}.
 */
public sealed interface AuctionCommand {

    /** What a lot may cost. */
    long HIGHEST = 100_000_000_000_000L;

    @RoutingKey
    AuctionId auctionId();

    private static void mustNotBeBelow(Money startPrice, Money reserve) {
        if (reserve.currency().equals(startPrice.currency())
                && reserve.amount() < startPrice.amount()) {
            throw new InvalidValue("invalid_reservePrice", "must not be below the start price");
        }
    }

    private static void mustLeaveRoom(Money startPrice, Money increment) {
        if (startPrice.amount() + increment.amount() > HIGHEST) {
            throw new InvalidValue("invalid_increment", "must leave room for a second bid");
        }
    }

    private static void mustBeSayable(String name, Money amount) {
        if (amount.amount() < 1 || amount.amount() > HIGHEST) {
            throw new InvalidValue("invalid_" + name, "must be between 1 and " + HIGHEST);
        }
        // gold, test currencies and the like
        if (amount.currency().getDefaultFractionDigits() < 0) {
            throw new InvalidValue(
                    "invalid_" + name, "must be in a currency that one can pay with");
        }
    }

    /**
     * @param quantity pieces that are sold together, at one price for all
     * @param increment one step for all prices; null for those of the house
     * @param opensAt at once where it is null or past
     * @param extension how long there is to answer a new leader; null for that of the house, zero
     *     for none
     * @param audience null for the one that the seller's tier sells to
     */
    record ScheduleAuction(
            AuctionId auctionId,
            SellerId seller,
            Sku sku,
            Quantity quantity,
            Money startPrice,
            @Nullable Money reservePrice,
            @Nullable Money increment,
            @Nullable Instant opensAt,
            Instant closesAt,
            @Nullable Duration extension,
            @Nullable Audience audience)
            implements AuctionCommand {

        public ScheduleAuction {
            mustBeSayable("startPrice", startPrice);
            if (reservePrice != null) {
                mustBeSayable("reservePrice", reservePrice);
                mustNotBeBelow(startPrice, reservePrice);
            }
            if (increment != null) {
                mustBeSayable("increment", increment);
                mustLeaveRoom(startPrice, increment);
            }
        }
    }

    /** It is time. Nothing happens where it is open already, or over. */
    record OpenAuction(AuctionId auctionId) implements AuctionCommand {}

    /**
     * Answered with {@link BidOutcome}.
     *
     * @param maximum up to which the house may bid for him
     */
    record PlaceBid(AuctionId auctionId, BidId bidId, AccountId bidder, Money maximum)
            implements AuctionCommand {

        public PlaceBid {
            mustBeSayable("maximum", maximum);
        }
    }

    /** It is over, or it is asked again when it will be. Nothing happens where it was closed. */
    record CloseAuction(AuctionId auctionId) implements AuctionCommand {}

    /** By its seller before the first bid, or by the shop (no seller) until it is decided. */
    record CancelAuction(AuctionId auctionId, @Nullable SellerId seller)
            implements AuctionCommand {}

    /** The order of the one who got it is paid. Twice is once. */
    record SettleAuction(AuctionId auctionId, OrderId orderId) implements AuctionCommand {}

    /** The order of the one who got it will not be paid: the next one gets it. Twice is once. */
    record PassOn(AuctionId auctionId, OrderId orderId) implements AuctionCommand {}
}
