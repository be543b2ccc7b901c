package souk.auction.rest;

import org.jspecify.annotations.Nullable;

import souk.auction.AuctionCommand.ScheduleAuction;
import souk.auction.AuctionId;
import souk.auction.Audience;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An auction as its seller plans it. Prices are for all pieces together.
 *
 * @param reservePrice below which it is not sold; nobody else learns it
 * @param increment one step for all prices; without it, those of the house
 * @param opensAt at once without it, or where it is past
 * @param extension how long there is to answer a new leader, such as PT2M
 */
record AuctionBody(
        Sku sku,
        Quantity quantity,
        Money startPrice,
        @Nullable Money reservePrice,
        @Nullable Money increment,
        @Nullable Instant opensAt,
        Instant closesAt,
        @Nullable Duration extension,
        @Nullable Audience audience) {

    ScheduleAuction command(AuctionId id, SellerId seller) {
        return new ScheduleAuction(
                id,
                seller,
                sku,
                quantity,
                startPrice,
                reservePrice,
                increment,
                opensAt == null ? null : kept(opensAt),
                kept(closesAt),
                extension == null ? null : extension.truncatedTo(ChronoUnit.MICROS),
                audience);
    }

    // PostgreSQL keeps no more, and all must mean the same moment
    private static Instant kept(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
