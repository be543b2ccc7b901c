package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.Shopper.Reply;
import souk.account.Role;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The whole product, killed with -9 while it makes a view anew. */
class RebuildCrashTest {

    private static final String PROJECTION = "order.view";
    private static final int JOURNEYS = 6;
    private static final int MEANWHILE = 2;
    private static final Duration LONG = Duration.ofMinutes(1);

    /** When it is killed: what the update of its row must be like that it is not to get beyond. */
    private record Moment(String phase, String update) {

        static Moment endOf(String phase) {
            return new Moment(phase, "new.phase <> old.phase");
        }
    }

    private static final List<Moment> MOMENTS =
            List.of(
                    // events are folded, their rows written, but not committed
                    new Moment(
                            "SCAN", "old.positions is not null and new.positions <> old.positions"),
                    Moment.endOf("INDEX"),
                    Moment.endOf("CATCH_UP"),
                    Moment.endOf("COMPARE"),
                    // within the transaction that swaps the tables
                    Moment.endOf("SWAP"));

    @TempDir Path directory;

    private House house;
    private Shelves shelves;
    private Shopper http;
    private String[] analyst;

    @BeforeEach
    void build() throws Exception {
        house = new House(directory, "souk.rebuilds.resume=500ms", "souk.rebuilds.checkpoint=0ms");
        house.start();
        var members = new Members(house.shop());
        shelves = new Shelves(house.shop(), members, "MUG");
        http = new Shopper(house.shop());
        analyst = members.join(Role.ANALYST).token();
    }

    @AfterEach
    void stop() throws InterruptedException {
        house.stop();
    }

    private void trade(int journeys) {
        for (int journey = 0; journey < journeys; journey++) {
            Buyer buyer = Buyer.patient(house.shop()).with(shelves.sku("MUG"), 1 + journey % 3);
            Reply placed = buyer.checkOut();
            assertThat(placed.status()).as(placed.response().body()).isEqualTo(201);
            if (journey % 2 == 0) {
                buyer.cancel(Buyer.id(placed));
            }
        }
    }

    /** Answers where it can be looked at. */
    private String start() {
        Reply begun =
                http.post(
                        "/api/projections/" + PROJECTION + "/rebuilds",
                        "{\"verify\": true}",
                        analyst);
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        return begun.header("Location");
    }

    private void mustEndWell(String rebuild) {
        await().atMost(LONG)
                .pollInSameThread()
                .until(() -> http.get(rebuild, analyst).json().path("endedAt").isString());
        JsonNode ended = http.get(rebuild, analyst).json();
        assertThat(ended.get("phase").stringValue()).as(ended.toString()).isEqualTo("DONE");
        assertThat(ended.get("differences")).isEmpty();
    }

    private String killAt(Moment moment) throws Exception {
        try (var rebuilds = Standstill.of("projection.rebuild", house)) {
            rebuilds.hold("old.phase = '%s' and %s".formatted(moment.phase(), moment.update()));
            String rebuild = start();
            rebuilds.awaitHeld();
            trade(MEANWHILE);
            house.kill();
            rebuilds.letNothingThrough();
            assertThat(
                            rebuilds.text(
                                    """
                                    select string_agg(phase, ' ') from projection.rebuild
                                     where ended_at is null
                                    """))
                    .isEqualTo(moment.phase());
            return rebuild;
        }
    }

    @Test
    void a_rebuild_that_is_killed_goes_on_after_the_next_start_and_ends_well() throws Exception {
        trade(JOURNEYS);
        for (Moment moment : MOMENTS) {
            String rebuild = killAt(moment);

            house.start();

            mustEndWell(rebuild);
        }
        mustEndWell(start());
        try (var database = Standstill.of("projection.rebuild", house)) {
            assertThat(database.number("select count(*) from order_view.orders"))
                    .isEqualTo(JOURNEYS + MEANWHILE * MOMENTS.size());
            assertThat(
                            database.number(
                                    """
                                    select count(*) from pg_namespace
                                     where nspname = 'order_view_next'
                                    """))
                    .isZero();
        }
    }
}
