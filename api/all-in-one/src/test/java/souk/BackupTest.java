package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.platform.postgres.DataBackup;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** The whole product, copied while guests order, and started from the copy. */
class BackupTest {

    private static final int BUYERS = 4;
    private static final int ORDERS_BEFORE = 40;

    @TempDir Path directory;

    private static void order(House house, Shelves shelves, Queue<String> placed) {
        var order = new Buyer(house.shop()).with(shelves.sku("MUG"), 1).checkOut();
        assertThat(order.status()).as(order.response().body()).isEqualTo(201);
        placed.add(Buyer.id(order));
    }

    private static List<JsonNode> orders(House house) {
        String[] admin = new Members(house.shop()).admin().token();
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            var page = new Shopper(house.shop()).get("/api/admin/orders?limit=100" + cursor, admin);
            assertThat(page.status()).as(page.response().body()).isEqualTo(200);
            page.json().get("items").forEach(all::add);
            cursor = "&cursor=" + page.json().path("nextCursor").asString("");
        } while (cursor.length() > "&cursor=".length());
        return all;
    }

    @Test
    void holds_every_order_that_was_acknowledged_before_it_began_and_goes_on() throws Exception {
        House house = new House(directory.resolve("house"));
        Path file = directory.resolve("souk.zip");
        Queue<String> placed = new ConcurrentLinkedQueue<>();
        List<String> before;
        Shelves shelves;
        house.start();
        try {
            shelves = new Shelves(house.shop(), "MUG");
            var enough = new AtomicBoolean();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var buying =
                        IntStream.range(0, BUYERS)
                                .mapToObj(
                                        _ ->
                                                threads.submit(
                                                        () -> {
                                                            while (!enough.get()) {
                                                                order(house, shelves, placed);
                                                            }
                                                        }))
                                .toList();
                await().atMost(Duration.ofMinutes(2)).until(() -> placed.size() >= ORDERS_BEFORE);
                before = List.copyOf(placed);
                DataBackup.take(house.data(), file);
                enough.set(true);
                for (var buyer : buying) {
                    buyer.get();
                }
            }
        } finally {
            house.stop();
        }

        House copy = new House(directory.resolve("copy"));
        DataBackup.restore(file, copy.data());
        copy.start();
        try {
            order(copy, shelves, placed);
            List<JsonNode> there =
                    await().atMost(Duration.ofMinutes(1))
                            .until(
                                    () -> orders(copy),
                                    all -> all.stream().anyMatch(it -> isLast(it, placed)));
            assertThat(there)
                    .extracting(it -> it.get("id").stringValue())
                    .doesNotHaveDuplicates()
                    .containsAll(before)
                    .isSubsetOf(placed);
        } finally {
            copy.stop();
        }
    }

    private static boolean isLast(JsonNode order, Queue<String> placed) {
        return order.get("id").stringValue().equals(List.copyOf(placed).getLast());
    }
}
