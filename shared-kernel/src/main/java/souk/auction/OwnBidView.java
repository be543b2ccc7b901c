package souk.auction;

import souk.kernel.Money;

import java.time.Instant;

/**
 * How somebody stands in an auction he has bid in.
 *
 * @param maximum his highest
 * @param bidder what others know him by
 */
public record OwnBidView(
        AuctionView auction,
        String bidder,
        Money maximum,
        boolean leading,
        long bids,
        Instant at) {}
