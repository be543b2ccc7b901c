package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.platform.store.StoreFixture.event;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;

import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Happened;
import souk.kernel.EventArchive.Piece;
import souk.kernel.EventArchive.Wanted;
import souk.kernel.Personal;
import souk.kernel.Published;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class PostgresArchiveTest {

    @Published("test.Joined")
    record Joined(String account, Personal<String> email) {}

    @Published("test.Left")
    record Left(String account, String why) {}

    private final StoreFixture store = StoreFixture.onFreshDatabase(Joined.class, Left.class);
    private final AtomicInteger looks = new AtomicInteger();

    /** Of a process that has not read any yet. */
    private final SubjectKeys keys =
            new SubjectKeys(
                    new JdbcTemplate(store.dataSource) {
                        @Override
                        public <T extends @Nullable Object> T query(
                                PreparedStatementCreator creator,
                                @Nullable PreparedStatementSetter setter,
                                ResultSetExtractor<T> rows) {
                            looks.incrementAndGet();
                            return super.query(creator, setter, rows);
                        }
                    },
                    Clock.systemUTC());

    @AfterEach
    void close() {
        store.close();
    }

    private static Joined joined(String account) {
        return new Joined(account, Personal.of(account, account + "@example.org"));
    }

    private List<Piece> pieces(Class<?>... wanted) {
        var pieces = new ArrayList<Piece>();
        try (var reading =
                store.archive(keys).read(new Wanted(List.of(wanted)::contains, false), -1, 1_000)) {
            for (Piece piece = reading.next(); piece != null; piece = reading.next()) {
                pieces.add(piece);
            }
        }
        return pieces;
    }

    private static List<Object> payloads(List<Piece> pieces) {
        return pieces.stream()
                .map(Piece::decode)
                .flatMap(List::stream)
                .map(Entry::event)
                .map(Objects::requireNonNull)
                .map(Happened::payload)
                .toList();
    }

    @Test
    void reads_what_is_wanted_in_order_and_nobody_who_is_erased() {
        store.commit(
                event("a", 0, joined("acc_a")),
                event("a", 1, new Left("acc_a", "{\"subject\":\"acc_b\"}")));
        store.commit(event("b", 0, joined("acc_b")));
        store.keys.erase("acc_a");

        assertThat(payloads(pieces(Joined.class)))
                .containsExactly(
                        new Joined("acc_a", new Personal.Erased<>("acc_a")), joined("acc_b"));
    }

    @Test
    void asks_once_for_the_keys_of_all_whom_a_piece_is_about() {
        IntStream.range(0, 50)
                .forEach(number -> store.commit(event("s" + number, 0, joined("acc_" + number))));

        assertThat(payloads(pieces(Joined.class))).hasSize(50).contains(joined("acc_49"));

        assertThat(looks.get()).isEqualTo(1);
    }
}
