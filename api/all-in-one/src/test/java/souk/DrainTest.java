package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import souk.Shopper.Reply;
import souk.platform.postgres.EmbeddedPostgresServer;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** The whole product, told to stop while guests buy, and started again. */
class DrainTest {

    private static final int GUESTS = 4;
    private static final int ADDITIONS_BEFORE_THE_END = 60;
    private static final int TERMINATED = 128 + 15;

    @TempDir Path directory;

    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final Map<Shopper, Integer> acknowledged = new ConcurrentHashMap<>();
    private final Map<Shopper, String> positions = new ConcurrentHashMap<>();
    private final Queue<String> placed = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private House house;
    private Shelves shelves;

    @Test
    void what_was_asked_for_is_done_and_the_next_start_waits_for_nobody() throws Exception {
        house = new House(directory, "souk.http.drain=20s");
        house.start();
        shelves = new Shelves(house.shop(), "MUG");
        List<Shopper> guests =
                IntStream.range(0, GUESTS).mapToObj(_ -> new Shopper(house.shop())).toList();
        guests.forEach(guest -> guest.post("/api/carts", "{}"));
        int status;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            guests.forEach(guest -> threads.submit(() -> fill(guest)));
            threads.submit(this::order);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> total() >= ADDITIONS_BEFORE_THE_END && placed.size() > 2);
            var end = house.end();
            threads.submit(this::watch);
            status = end.get(3, TimeUnit.MINUTES);
        }
        assertThat(complaints).isEmpty();
        assertThat(status).isEqualTo(TERMINATED);
        isLetGo();

        house.start();
        try {
            acknowledged.forEach(this::isThere);
            String[] admin = new Members(house.shop()).admin().token();
            var http = new Shopper(house.shop());
            for (String order : placed) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> http.get("/api/orders/" + order, admin).status() == 200);
            }
        } finally {
            house.stop();
        }
    }

    private int total() {
        return acknowledged.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** As a load balancer does: who is not ready is sent nothing new. */
    private void watch() {
        var balancer = new Shopper(house.shop());
        try {
            Reply health = balancer.get("/actuator/health/readiness");
            while (health.status() == 200) {
                health = balancer.get("/actuator/health/readiness");
            }
            if (health.status() != 503) {
                complaints.add("readiness: " + health.response());
            }
            // it is answered still, for as long as others may need to see that
            Reply late = balancer.get("/api/ping");
            if (late.status() != 200 || !late.header("Connection").equals("close")) {
                complaints.add("late: " + late.response() + late.response().headers());
            }
        } catch (UncheckedIOException unannounced) {
            complaints.add("closed before it said so: " + unannounced);
        } finally {
            ready.set(false);
        }
    }

    private void fill(Shopper guest) {
        String mug = "{\"sku\": \"%s\", \"quantity\": 1}".formatted(shelves.sku("MUG"));
        try {
            while (ready.get()) {
                Reply added = guest.post("/api/carts/current/items", mug);
                if (added.status() == 200) {
                    acknowledged.merge(guest, 1, Integer::sum);
                    positions.put(guest, added.header("Souk-Position"));
                } else {
                    complaints.add(added.status() + " " + added.response().body());
                }
            }
        } catch (UncheckedIOException broken) {
            complaints.add(broken.toString());
        }
    }

    private void order() {
        try {
            while (ready.get()) {
                Reply order = new Buyer(house.shop()).with(shelves.sku("MUG"), 1).checkOut();
                if (order.status() == 201) {
                    placed.add(Buyer.id(order));
                } else {
                    complaints.add(order.status() + " " + order.response().body());
                }
            }
        } catch (UncheckedIOException | AssertionError broken) {
            complaints.add(broken.toString());
        }
    }

    /** Nobody would have to wait until a claim or a lease of the dead has run out. */
    private void isLetGo() {
        try (var postgres = EmbeddedPostgresServer.start(house.data())) {
            var at = postgres.address();
            var sql =
                    new JdbcTemplate(
                            new DriverManagerDataSource(at.url(), at.username(), at.password()));
            assertThat(
                            sql.queryForList(
                                    """
                                    select processor_name || ' of ' || owner from axon.token_entry
                                     where owner is not null
                                    union all
                                    select task_name || ' of ' || picked_by
                                      from scheduling.scheduled_tasks where picked
                                    """,
                                    String.class))
                    .isEmpty();
        }
    }

    /** Asked once: views are not behind for longer than they are waited for. */
    private void isThere(Shopper guest, int items) {
        Reply cart = guest.get("/api/carts/current", "Souk-Position", positions.get(guest));
        assertThat(cart.status()).as(cart.response().body()).isEqualTo(200);
        assertThat(cart.json().get("itemCount").intValue()).isEqualTo(items);
    }
}
