package souk.bench.http;

import org.HdrHistogram.Histogram;

import souk.bench.store.BenchDatabase;
import souk.platform.postgres.DatabaseAddress;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Puts things into a cart of its own, and looks into its view until it shows them. */
final class Onlooker {

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final Duration BETWEEN_ITEMS = Duration.ofMillis(20);
    private static final Duration A_LOOK = Duration.ofSeconds(1);
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final HttpConnection http;
    private final DatabaseAddress views;
    private final String cart;
    private final byte[] add;
    private int items;

    Onlooker(int port, DatabaseAddress views, String sku) throws IOException {
        this.views = views;
        http = new HttpConnection(port);
        var opened = http.fetch(HttpConnection.post("/api/carts", "", "{}"));
        cart = JsonMapper.shared().readTree(opened.body()).get("id").stringValue();
        add =
                HttpConnection.post(
                        "/api/carts/current/items",
                        "Cookie: " + opened.cookie() + "\r\nPrefer: return=minimal\r\n",
                        "{\"sku\":\"%s\",\"quantity\":1}".formatted(sku));
    }

    /** From the answer, which comes after the commit, to when the row has changed. */
    Histogram watch(Duration howLong) throws Exception {
        Histogram nanos = new Histogram(PATIENCE_NANOS, 3);
        long end = System.nanoTime() + howLong.toNanos();
        try (Connection connection = BenchDatabase.connect(views);
                PreparedStatement look =
                        connection.prepareStatement(
                                "select item_count from cart_view.cart where cart_id = ?")) {
            look.setString(1, cart);
            while (System.nanoTime() < end) {
                HttpConnection.Answer added = http.exchange(add);
                if (added.status() != 204) {
                    throw new IllegalStateException("Answered with " + added.status());
                }
                long answered = System.nanoTime();
                items++;
                while (seen(look) < items) {
                    if (System.nanoTime() - answered > PATIENCE_NANOS) {
                        throw new IllegalStateException("What was added is never seen");
                    }
                    TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS_NANOS);
                }
                nanos.recordValue(Math.min(System.nanoTime() - answered, PATIENCE_NANOS));
                TimeUnit.NANOSECONDS.sleep(BETWEEN_ITEMS.toNanos());
            }
        }
        return nanos;
    }

    /** Until views are no longer behind what came before. */
    void awaitCalm() throws Exception {
        while (watch(A_LOOK).getMaxValue() > SOON_NANOS) {
            // they are still busy
        }
    }

    private static int seen(PreparedStatement look) throws SQLException {
        try (var row = look.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
