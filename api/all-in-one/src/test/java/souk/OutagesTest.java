package souk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * The whole product, with everybody in it, while what it stands on gives way: PostgreSQL is killed,
 * stands still, has no room, lets nobody in. Nothing is asked of whoever runs it but what he would
 * do. Each is done once; {@code -Dsouk.rounds=100} does it so often.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutagesTest {

    private static final int ROUNDS = Integer.getInteger("souk.rounds", 1);
    private static final int SOME = 60;
    private static final int MORE_THAN_CONNECTIONS = 40;

    /** Whose doing got lost is found out soon, not after a minute. */
    private static final String[] IMPATIENT = {
        "souk.embedded-postgres.longest-pause=1s",
        "souk.process.heartbeat=2s",
        "souk.payment.inbox.lease=10s",
        "souk.process.longest-retry=10s",
        "souk.payment.inbox.longest-retry=10s"
    };

    private final SplittableRandom random = new SplittableRandom();
    private @Nullable SmallDisk disk;
    private House house;
    private Crowd crowd;
    private Inspection inspection;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        disk = SmallDisk.mount(directory.resolve("data"));
        house = new House(directory, IMPATIENT);
        house.start();
        var members = new Members(house.shop());
        crowd = new Crowd(house.shop(), members);
        inspection = new Inspection(house.shop(), members, crowd);
    }

    @AfterAll
    void close() throws Exception {
        try (var _ = disk) {
            house.stop();
        }
    }

    @BeforeEach
    void comeIn() {
        crowd.comeIn();
        crowd.tally.awaitAnswered(SOME);
    }

    @AfterEach
    void everythingIsInOrder() throws Exception {
        try {
            crowd.tally.awaitAnswered(SOME);
        } finally {
            crowd.leave();
        }
        inspection.mustFindEverythingInOrder();
        await().atMost(Duration.ofMinutes(1)).until(this::health, "UP"::equals);
    }

    private String health() {
        return new Shopper(house.shop()).get("/actuator/health").json().get("status").asString();
    }

    private interface Happening {
        void happen() throws Exception;
    }

    private void again(Happening happening) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            crowd.tally.awaitAnswered(1 + random.nextInt(SOME));
            happening.happen();
        }
    }

    @Test
    void postgres_is_killed() throws Exception {
        again(
                () -> {
                    var killed = Postmaster.of(house);
                    killed.kill();
                    crowd.tally.awaitAnswered(SOME);
                });
    }

    @Test
    void one_process_of_postgres_is_killed() throws Exception {
        again(
                () -> {
                    Postmaster.of(house).killOneBackend(random);
                    crowd.tally.awaitAnswered(SOME);
                });
    }

    @Test
    void both_are_killed() throws Exception {
        again(
                () -> {
                    if (random.nextBoolean()) {
                        Postmaster.of(house).kill();
                        house.kill();
                    } else {
                        Postmaster postmaster = Postmaster.of(house);
                        house.kill();
                        postmaster.kill();
                    }
                    house.start();
                });
    }

    @Test
    void postgres_stands_still() throws Exception {
        again(
                () -> {
                    var postmaster = Postmaster.of(house);
                    postmaster.freeze();
                    try {
                        crowd.tally.awaitRefused(3);
                    } finally {
                        postmaster.thaw();
                    }
                    crowd.tally.awaitAnswered(SOME);
                });
    }

    @Test
    void the_disk_is_full() throws Exception {
        assumeTrue(disk != null, "SKIPPED: no disk can be mounted here (needs root)");
        again(
                () -> {
                    disk.fill();
                    try {
                        crowd.tally.awaitRefused(SOME / 6);
                        if (isUp()) {
                            var reader = new Shopper(house.shop());
                            await().atMost(Duration.ofMinutes(1))
                                    .until(
                                            () ->
                                                    reader.get("/api/products").status() == 200
                                                            || !isUp());
                        }
                        endTheLog();
                        crowd.tally.awaitRefused(SOME / 6);
                    } finally {
                        disk.makeRoom();
                    }
                    crowd.tally.awaitAnswered(SOME);
                });
    }

    private boolean isUp() throws Exception {
        try (var postgres = Standstill.of("", house)) {
            return postgres.number("select 1") == 1;
        } catch (SQLException | IOException | IndexOutOfBoundsException down) {
            return false;
        }
    }

    /** Without room for the next file of its log PostgreSQL goes down, and can't come up. */
    private void endTheLog() throws Exception {
        while (isUp()) {
            try (var postgres = Standstill.of("", house)) {
                postgres.run("select pg_logical_emit_message(false, 'full', 'x')");
                postgres.run("select pg_switch_wal()");
            } catch (SQLException | IOException | IndexOutOfBoundsException down) {
                // as it should be
            }
        }
    }

    @Test
    void everybody_waits_for_a_table() throws Exception {
        again(
                () -> {
                    try (var table = Standstill.of("catalog_view.product", house)) {
                        table.run("begin; lock table catalog_view.product");
                        crowd.rush(MORE_THAN_CONNECTIONS);
                        crowd.tally.awaitRefused(MORE_THAN_CONNECTIONS);
                        table.run("rollback");
                    }
                    crowd.tally.awaitAnswered(SOME);
                });
    }
}
