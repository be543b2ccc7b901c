package souk.bench.http;

import souk.bench.http.Lots.Lot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Somebody who wants to lead, whatever it costs. */
final class Bidder {

    static final int STEP = 10;

    private static final int ACCEPTED = 201;
    private static final int TOO_LOW = 422;

    private final HttpConnection connection;
    private final String identity;

    Bidder(int port, String token) {
        this.connection = new HttpConnection(port);
        this.identity = HttpConnection.bearer(token);
    }

    /** Again, where others were quicker: what counts is a bid that is accepted. */
    void bid(Lot lot) throws IOException {
        HttpConnection.Answer answer = tryToBid(lot);
        while (answer.status() == TOO_LOW) {
            lot.tooLow().increment();
            answer = tryToBid(lot);
        }
        if (answer.status() != ACCEPTED) {
            throw new IllegalStateException(
                    "Answered with "
                            + answer.status()
                            + " "
                            + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    private HttpConnection.Answer tryToBid(Lot lot) throws IOException {
        return connection.fetch(
                HttpConnection.post(
                        "/api/auctions/" + lot.id() + "/bids",
                        identity,
                        "{\"maximum\":{\"amount\":%d,\"currency\":\"TND\"}}"
                                .formatted(lot.highest().addAndGet(STEP))));
    }
}
