package souk.bench.http;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Auctions that are open for as long as a bench takes, and who bids on them. */
final class Lots {

    /**
     * @param highest that anybody has thought of
     * @param tooLow bids that others had overtaken when they arrived
     */
    record Lot(String id, AtomicLong highest, LongAdder tooLow) {

        double shareOfTooLow() {
            return (double) tooLow.sum() * Bidder.STEP / Math.max(1, highest.get());
        }
    }

    static final String SKU = "CLOCK-BLUE";
    private static final Duration LONG = Duration.ofDays(20);

    private final List<Lot> lots;
    private final List<String> tokens;

    private Lots(List<Lot> lots, List<String> tokens) {
        this.lots = lots;
        this.tokens = tokens;
    }

    static Lots open(int port, int many, int bidders) throws IOException, InterruptedException {
        return open(Seller.offering(List.of(SKU), port), SKU, many, bidders);
    }

    static Lots open(Merchant merchant, String sku, int many, int bidders)
            throws IOException, InterruptedException {
        List<Lot> lots = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            JsonNode opened =
                    merchant.post(
                            "/api/auctions",
                            """
                            {"sku":"%s","quantity":1,"closesAt":"%s",
                             "startPrice":{"amount":1,"currency":"TND"},
                             "increment":{"amount":1,"currency":"TND"}}\
                            """
                                    .formatted(sku, Instant.now().plus(LONG)));
            lots.add(new Lot(opened.get("id").stringValue(), new AtomicLong(), new LongAdder()));
        }
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < bidders; i++) {
            tokens.add(merchant.join("bidder-%d@example.org".formatted(i)));
        }
        // whoever listens to the last one can see it by now, and so all the others
        merchant.awaitSight("/api/auctions/" + lots.getLast().id());
        return new Lots(lots, tokens);
    }

    Lot get(int number) {
        return lots.get(number);
    }

    int count() {
        return lots.size();
    }

    /** Whoever bids makes his own way: what to send, and who it comes from. */
    String token(int number) {
        return tokens.get(number);
    }

    Bidder bidder(int port, int number) {
        return new Bidder(port, tokens.get(number));
    }
}
