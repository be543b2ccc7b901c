package souk.auction.query;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The bid of one's own at which a page ended. */
record OwnBidCursor(Instant at, String id) {

    private static final String SEPARATOR = " ";
    private static final OwnBidCursor START =
            new OwnBidCursor(Instant.parse("9999-12-31T23:59:59Z"), "");

    static OwnBidCursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        String[] parts = text.split(SEPARATOR, -1);
        return new OwnBidCursor(Instant.parse(parts[0]), parts[1]);
    }

    static String behind(OwnBidRow row) {
        return row.at + SEPARATOR + row.key.auctionId();
    }
}
