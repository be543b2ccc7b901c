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

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;

/** The whole product, killed with -9 while it makes a view anew. */
class RebuildCrashTest {

    private static final List<String> PHASES = List.of("SCAN", "INDEX", "CATCH_UP", "COMPARE");
    private static final int JOURNEYS = 12;
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir Path directory;

    private House house;
    private Members members;
    private Shelves shelves;
    private Shopper http;
    private String[] analyst;

    @BeforeEach
    void build() throws Exception {
        house = new House(directory, "souk.rebuilds.resume=500ms", "souk.rebuilds.checkpoint=50ms");
        house.start();
        members = new Members(house.shop());
        shelves = new Shelves(house.shop(), members, "MUG", "BOWL");
        http = new Shopper(house.shop());
        analyst = members.join(Role.ANALYST).token();
    }

    @AfterEach
    void stop() throws InterruptedException {
        house.stop();
    }

    private void trade() {
        for (int journey = 0; journey < JOURNEYS; journey++) {
            Buyer buyer = Buyer.patient(house.shop()).with(shelves.sku("MUG"), 1 + journey % 3);
            Reply placed = buyer.checkOut();
            assertThat(placed.status()).as(placed.response().body()).isEqualTo(201);
            if (journey % 2 == 0) {
                buyer.cancel(Buyer.id(placed));
            }
        }
    }

    /** Answers where it can be looked at. */
    private String start(String projection) {
        Reply begun =
                http.post(
                        "/api/projections/" + projection + "/rebuilds",
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

    private Connection database() throws Exception {
        Path server = house.data().resolve("postgres");
        String port = Files.readAllLines(server.resolve("cluster/postmaster.pid")).get(3).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/souk",
                "souk",
                Files.readString(server.resolve("password")));
    }

    /** Whether the rebuild was met in that phase. It can't go far before the connection ends. */
    private boolean meet(String phase, Connection connection) throws Exception {
        connection.setAutoCommit(false);
        try (var look =
                connection.prepareStatement(
                        "select phase from projection.rebuild where ended_at is null for update")) {
            while (true) {
                try (var row = look.executeQuery()) {
                    if (!row.next()) {
                        return false;
                    }
                    if (row.getString(1).equals(phase)) {
                        return true;
                    }
                }
                connection.rollback();
            }
        }
    }

    private String killIn(String phase) throws Exception {
        while (true) {
            String rebuild = start("order.view");
            try (Connection connection = database()) {
                if (meet(phase, connection)) {
                    house.kill();
                    return rebuild;
                }
            }
            mustEndWell(rebuild); // it was too quick for us
        }
    }

    @Test
    void a_rebuild_that_is_killed_goes_on_after_the_next_start_and_ends_well() throws Exception {
        for (String phase : PHASES) {
            trade();
            String rebuild = killIn(phase);

            house.start();

            mustEndWell(rebuild);
        }
        mustEndWell(start("order.view"));
        try (Connection connection = database();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        """
                                        select (select count(*) from order_view.orders)
                                               - (select count(*) from events.order_placed),
                                               (select count(*) from pg_namespace
                                                 where nspname = 'order_view_next')
                                        """)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isZero();
            assertThat(rows.getLong(2)).isZero();
        }
    }
}
