package souk.auction.query;

import org.jspecify.annotations.Nullable;

import souk.auction.AuctionQuery.ListAuctions.Sort;

import java.time.Instant;

/** The auction at which a page ended, in the order of the list. */
record AuctionCursor(Instant end, String id) {

    private static final String SEPARATOR = " ";

    static @Nullable AuctionCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split(SEPARATOR, -1);
        return new AuctionCursor(Instant.parse(parts[1]), parts[2]);
    }

    static String behind(AuctionRow row, Sort sort) {
        return String.join(SEPARATOR, sort.name(), row.effectiveEnd.toString(), row.auctionId);
    }
}
