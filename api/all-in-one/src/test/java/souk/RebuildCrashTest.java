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
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;

/** The whole product, killed with -9 while it makes a view anew. */
class RebuildCrashTest {

    private static final String PROJECTION = "order.view";
    private static final int JOURNEYS = 6;
    private static final int MEANWHILE = 2;
    private static final long HELD = 77_120;
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

    private Connection database() throws Exception {
        Path server = house.data().resolve("postgres");
        String port = Files.readAllLines(server.resolve("cluster/postmaster.pid")).get(3).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/souk",
                "souk",
                Files.readString(server.resolve("password")));
    }

    private static void run(Connection connection, String sql) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String query) throws Exception {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    /** From now on rebuilds get no further than that, as long as the connection holds them. */
    private static void hold(Moment moment, Connection connection) throws Exception {
        run(
                connection,
                """
                create or replace function projection.hold() returns trigger language plpgsql as
                $$ begin perform pg_advisory_xact_lock(%1$d); return new; end $$;
                create trigger hold before update on projection.rebuild for each row
                  when (old.phase = '%2$s' and %3$s) execute function projection.hold();
                select pg_advisory_lock(%1$d)
                """
                        .formatted(HELD, moment.phase(), moment.update()));
    }

    private static void awaitHeld(Connection connection) {
        await().atMost(LONG)
                .pollInSameThread()
                .until(
                        () ->
                                number(
                                                connection,
                                                """
                                                select count(*) from pg_locks
                                                 where locktype = 'advisory' and not granted
                                                   and objid = %d
                                                """
                                                        .formatted(HELD))
                                        == 1);
    }

    /** Nothing that it was about to do is done after its death. */
    private static void letNothingThrough(Connection connection) throws Exception {
        run(
                connection,
                """
                select pg_terminate_backend(pid, 10000) from pg_locks
                 where locktype = 'advisory' and not granted and objid = %d;
                drop trigger hold on projection.rebuild;
                """
                        .formatted(HELD));
    }

    private String killAt(Moment moment) throws Exception {
        try (Connection connection = database()) {
            hold(moment, connection);
            String rebuild = start();
            awaitHeld(connection);
            trade(MEANWHILE);
            house.kill();
            letNothingThrough(connection);
            try (var statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery(
                                    "select phase from projection.rebuild where ended_at is"
                                            + " null")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(moment.phase());
                assertThat(row.next()).isFalse();
            }
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
        try (Connection connection = database()) {
            assertThat(number(connection, "select count(*) from order_view.orders"))
                    .isEqualTo(JOURNEYS + MEANWHILE * MOMENTS.size());
            assertThat(
                            number(
                                    connection,
                                    """
                                    select count(*) from pg_namespace
                                     where nspname = 'order_view_next'
                                    """))
                    .isZero();
        }
    }
}
