package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.Ears.Heard;
import souk.Shopper.Reply;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The whole product, killed with -9 while somebody listens, and started again. */
class LiveCrashTest {

    private static final int CHANGES = 40;

    @TempDir Path directory;

    private House house;
    private Shelves shelves;

    @BeforeEach
    void build() {
        house = new House(directory, "spring.lifecycle.timeout-per-shutdown-phase=3m");
    }

    @AfterEach
    void stop() throws InterruptedException {
        house.stop();
    }

    private List<String> put(Shopper guest) {
        List<String> positions = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            Reply added =
                    guest.post(
                            "/api/carts/current/items",
                            "{\"sku\": \"%s\", \"quantity\": 1}".formatted(shelves.sku("MUG")));
            assertThat(added.status()).as(added.response().body()).isEqualTo(200);
            positions.add(added.header("Souk-Position"));
        }
        return positions;
    }

    @Test
    void who_listens_again_is_told_what_was_stored_before_the_end_and_nothing_twice()
            throws Exception {
        house.start();
        shelves = new Shelves(house.shop(), "MUG");
        var guest = new Shopper(house.shop());
        assertThat(guest.post("/api/carts", "{}").status()).isEqualTo(201);
        List<Heard> before;
        List<String> positions;
        try (Ears ears = guest.listen("cart").ready()) {
            positions = put(guest);
            before = ears.heard(CHANGES / 2).subList(0, CHANGES / 2);
            house.kill();
            ears.untilOver();
        }
        house.start();
        try (Ears ears = guest.listen("cart", "Last-Event-ID", before.getLast().id())) {
            positions.addAll(put(guest));
            List<Heard> heard = new ArrayList<>(before);
            heard.addAll(ears.heard(2 * CHANGES - before.size()));
            assertThat(heard).extracting(Heard::id).isEqualTo(positions);
        }
    }

    @Test
    void a_house_that_closes_does_not_wait_for_those_who_listen() throws Exception {
        house.start();
        var guest = new Shopper(house.shop());
        assertThat(guest.post("/api/carts", "{}").status()).isEqualTo(201);
        try (Ears ears = guest.listen("cart").ready()) {
            long begin = System.nanoTime();
            house.stop();
            ears.untilOver();
            assertThat(System.nanoTime() - begin).isLessThan(Duration.ofMinutes(1).toNanos());
        }
    }
}
