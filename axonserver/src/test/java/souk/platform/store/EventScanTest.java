package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.platform.store.StoreFixture.event;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

class EventScanTest {

    private static final int PIECE = 4_000;

    private final StoreFixture store = StoreFixture.onFreshDatabase();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void leaves_no_statement_under_way_while_its_reader_rests() {
        fill(12 * PIECE);
        var now = new AtomicLong();
        try (var pool = new SingleConnectionDataSource(store.url, true);
                var scan = scan(pool, 12 * PIECE, now::get)) {
            for (var piece = scan.next(); piece != null; piece = scan.next()) {
                now.addAndGet(TimeUnit.SECONDS.toNanos(1));
                assertThat(statementsUnderWay()).isZero();
            }
        }
    }

    @Test
    void asks_seldom_where_its_reader_is_quick() {
        fill(12 * PIECE);
        try (var pool = new SingleConnectionDataSource(store.url, true);
                var scan = scan(pool, 12 * PIECE, () -> 0)) {
            scan.next(); // one piece in the first window, two in the next, then four
            assertThat(statementsUnderWay()).isZero();
            scan.next();
            assertThat(statementsUnderWay()).isOne();
            scan.next();
            assertThat(statementsUnderWay()).isZero();
            for (int i = 0; i < 3; i++) {
                scan.next();
                assertThat(statementsUnderWay()).isOne();
            }
        }
    }

    @Test
    void ends_a_statement_whose_reader_begins_to_rest_and_misses_nothing() {
        fill(12 * PIECE);
        var now = new AtomicLong();
        int rows = 0;
        try (var pool = new SingleConnectionDataSource(store.url, true);
                var scan = scan(pool, 12 * PIECE, now::get)) {
            for (int i = 0; i < 4; i++) { // the first of four pieces
                rows += scan.next().rows().size();
            }
            assertThat(statementsUnderWay()).isOne();
            for (long rest = 1; rest > 0; ) {
                now.addAndGet(TimeUnit.SECONDS.toNanos(rest));
                var piece = scan.next();
                assertThat(statementsUnderWay()).isZero();
                rows += piece == null ? 0 : piece.rows().size();
                rest = piece == null ? 0 : 1;
            }
        }
        assertThat(rows).isEqualTo(12 * PIECE + 1);
    }

    @Test
    void gives_its_connection_back_with_nothing_on_its_way_although_nobody_wants_the_rest() {
        fill(12 * PIECE);
        try (var pool = new SingleConnectionDataSource(store.url, true)) {
            try (var scan = scan(pool, 12 * PIECE, () -> 0)) {
                scan.next();
                scan.next();
            }
            assertThat(new JdbcTemplate(pool).queryForObject("select 7", Integer.class))
                    .isEqualTo(7);
        }
    }

    // what is not read yet is more than fits on the way
    private EventScan scan(DataSource pool, long last, LongSupplier nanoTime) {
        return new EventScan(pool, "repeat('x', 8000)", () -> "true", -1, last, nanoTime);
    }

    private int statementsUnderWay() {
        return Objects.requireNonNull(
                store.jdbc.queryForObject(
                        """
                        select count(*) from pg_stat_activity
                         where datname = current_database() and query like 'copy (select%'
                           and state = 'active'
                        """,
                        Integer.class));
    }

    private void fill(int last) {
        store.commit(event("a", 0));
        store.jdbc.update(
                """
                insert into event_store.event
                select n, 's' || n, 0, 1, now(), now(), gen_random_uuid(), '{}', '{}'
                  from generate_series(1, ?) n
                """,
                last);
    }

    @Test
    void gives_its_connection_back_with_nothing_on_its_way() {
        fill(2 * PIECE);
        try (var pool = new SingleConnectionDataSource(store.url, true)) {
            for (int last : new int[] {PIECE - 1, 2 * PIECE - 1, PIECE, PIECE - 2}) {
                int rows = 0;
                try (var scan = new EventScan(pool, "stream", () -> "true", -1, last)) {
                    for (var piece = scan.next(); piece != null; piece = scan.next()) {
                        rows += piece.rows().size();
                    }
                }
                assertThat(rows).isEqualTo(last + 1);
                assertThat(new JdbcTemplate(pool).queryForObject("select 7", Integer.class))
                        .isEqualTo(7);
            }
        }
    }
}
