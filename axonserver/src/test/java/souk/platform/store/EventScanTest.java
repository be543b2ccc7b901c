package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.platform.store.StoreFixture.event;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class EventScanTest {

    private static final int PIECE = 4_000;

    private final StoreFixture store = StoreFixture.onFreshDatabase();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void gives_its_connection_back_with_nothing_on_its_way() {
        store.commit(event("a", 0));
        store.jdbc.update(
                """
                insert into event_store.event
                select n, 's' || n, 0, 1, now(), now(), gen_random_uuid(), '{}', '{}'
                  from generate_series(1, ?) n
                """,
                2 * PIECE);
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
