package souk.auction;

import souk.kernel.Money;

import java.time.Instant;

/** What the bidder is told: he alone learns his own maximum. */
public record BidOutcome(
        BidId id,
        AuctionId auctionId,
        String bidder,
        Money maximum,
        boolean leading,
        Money currentPrice,
        boolean reserveMet,
        Instant effectiveEnd,
        long version) {}
