package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The whole product on its embedded PostgreSQL, killed with -9 while guests fill their carts. */
class CrashTest {

    private static final int GUESTS = 8;
    private static final int SKUS = 400;
    private static final int ADDITIONS_BEFORE_THE_END = 400;

    @TempDir Path directory;

    private House house;
    private Shelves shelves;

    @BeforeEach
    void build() {
        house = new House(directory);
    }

    @AfterEach
    void stop() throws InterruptedException {
        house.stop();
    }

    private String item(int number) {
        return "{\"sku\": \"%s\", \"quantity\": 1}".formatted(shelves.sku("S" + number));
    }

    private void fillUntilTheEnd(
            Shopper guest, Map<Shopper, Integer> acknowledged, AtomicInteger total) {
        try {
            for (int i = 0; ; i++) {
                Reply reply = guest.post("/api/carts/current/items", item(i % SKUS));
                assertThat(reply.status()).isIn(200, 201);
                acknowledged.put(guest, i + 1);
                total.incrementAndGet();
            }
        } catch (UncheckedIOException killed) {
            assertThat(total).hasValueGreaterThanOrEqualTo(ADDITIONS_BEFORE_THE_END);
        }
    }

    // the view still has to catch up with what was stored last
    private static JsonNode readPatiently(Shopper guest, String position) {
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> guest.get("/api/carts/current", "Souk-Position", position),
                        reply -> reply.status() == 200)
                .json();
    }

    @Test
    void every_acknowledged_item_is_there_after_the_restart() throws Exception {
        house.start();
        shelves =
                new Shelves(
                        house.shop(),
                        IntStream.range(0, SKUS).mapToObj(i -> "S" + i).toArray(String[]::new));
        List<Shopper> guests =
                IntStream.range(0, GUESTS).mapToObj(_ -> new Shopper(house.shop())).toList();
        guests.forEach(guest -> assertThat(guest.post("/api/carts", "{}").status()).isEqualTo(201));
        Map<Shopper, Integer> acknowledged = new ConcurrentHashMap<>();
        var total = new AtomicInteger();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var filling =
                    guests.stream()
                            .map(
                                    guest ->
                                            threads.submit(
                                                    () ->
                                                            fillUntilTheEnd(
                                                                    guest, acknowledged, total)))
                            .toList();
            await().atMost(Duration.ofMinutes(2))
                    .untilAtomic(
                            total,
                            org.hamcrest.Matchers.greaterThanOrEqualTo(ADDITIONS_BEFORE_THE_END));
            house.kill();
            for (var guest : filling) {
                guest.get();
            }
        }
        house.start();

        for (Shopper guest : guests) {
            int known = acknowledged.get(guest);
            // a command first: its position makes the view catch up with whatever was stored
            Reply touched =
                    guest.patch(
                            "/api/carts/current/items/" + shelves.sku("S0"),
                            "{\"quantity\": 9999}");
            JsonNode cart = readPatiently(guest, touched.header("Souk-Position"));
            assertThat(cart).isEqualTo(touched.json());
            int itemsBesidesTheFirstLine = cart.get("itemCount").intValue() - 9_999;
            int expected = known - (known + SKUS - 1) / SKUS;
            // the one request that was under way when the end came may count or not
            assertThat(itemsBesidesTheFirstLine).isBetween(expected, expected + 1);
        }
    }
}
