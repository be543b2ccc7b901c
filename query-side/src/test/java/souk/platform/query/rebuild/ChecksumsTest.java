package souk.platform.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import souk.platform.postgres.TestPostgres;
import souk.platform.query.rebuild.Checksums.Column;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Of a table of four hundred blocks. */
class ChecksumsTest {

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("id", "int8"),
                    new Column("at", "timestamptz"),
                    new Column("word", "text"));

    private static Connection connection;

    private final AtomicInteger pauses = new AtomicInteger();

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection(TestPostgres.freshDatabase());
        run(
                "create table said (id bigint primary key, at timestamptz, word text, filler text"
                        + " storage plain)");
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        run("truncate said");
        run(
                """
                insert into said
                select n, timestamptz '2026-01-01 12:00Z' + n * interval '1 minute', 'word ' || n,
                       repeat('x', 2000)
                  from generate_series(1, 1200) n
                """);
    }

    private static void run(String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private List<String> alone() throws SQLException {
        return sums(courtesy());
    }

    private List<String> sums(Courtesy courtesy) throws SQLException {
        pauses.set(0);
        return new Checksums(connection, courtesy, _ -> pauses.incrementAndGet())
                .of("said", List.of("id"), COLUMNS);
    }

    private static Courtesy courtesy() {
        return new Courtesy(new Busy(), 100, 0.05, () -> 0);
    }

    private static Courtesy courtesyThatIsDue() {
        var now = new AtomicInteger();
        var courtesy =
                new Courtesy(
                        new Busy(),
                        100,
                        0.05,
                        () -> TimeUnit.SECONDS.toNanos(now.getAndIncrement()));
        courtesy.begin();
        return courtesy;
    }

    /** Something is done for others whenever one looks. */
    private static final class Busy implements Courtesy.Others {

        private long served;

        @Override
        public long served() {
            return served++;
        }

        @Override
        public long lag() {
            return 0;
        }

        @Override
        public double load() {
            return 1;
        }
    }

    @Test
    void are_the_same_in_one_piece_and_in_small_ones_for_which_others_are_made_way()
            throws SQLException {
        List<String> whole = alone();
        assertThat(pauses).hasValue(1);
        assertThat(sums(courtesyThatIsDue())).isEqualTo(whole);
        assertThat(pauses).hasValueGreaterThan(3);
        assertThat(whole.getFirst()).isEqualTo("1200");
    }

    @Test
    void tell_which_column_differs_wherever_its_row_is() throws SQLException {
        List<String> before = alone();
        for (int id : new int[] {1, 256, 1200}) {
            run("update said set word = '' where id = " + id);
            List<String> after = sums(courtesyThatIsDue());
            assertThat(after.subList(0, 3)).as("row " + id).isEqualTo(before.subList(0, 3));
            assertThat(after.get(3)).as("row " + id).isNotEqualTo(before.get(3));
            before = after;
        }
    }

    @Test
    void don_t_take_the_empty_for_the_absent_or_a_moment_for_the_next() throws SQLException {
        run("update said set word = '' where id = 7");
        List<String> empty = alone();
        run("update said set word = null where id = 7");
        List<String> absent = alone();
        assertThat(absent.get(3)).isNotEqualTo(empty.get(3));
        run("update said set at = at + interval '1 microsecond' where id = 7");
        assertThat(alone().get(2)).isNotEqualTo(absent.get(2));
        run("update said set at = null where id = 7");
        assertThat(alone().get(2)).isNotEqualTo(absent.get(2));
    }

    @Test
    void see_that_values_changed_places() throws SQLException {
        List<String> before = alone();
        run(
                """
                update said a set word = b.word from said b
                 where a.id in (7, 8) and b.id in (7, 8) and a.id <> b.id
                """);
        assertThat(alone().get(3)).isNotEqualTo(before.get(3));
    }

    @Test
    void see_a_row_that_is_missing() throws SQLException {
        List<String> before = alone();
        run("delete from said where id = 1200");
        List<String> after = alone();
        assertThat(after.getFirst()).isEqualTo("1199");
        assertThat(after.subList(1, 4)).doesNotContainAnyElementsOf(before.subList(1, 4));
    }

    @Test
    void of_nothing_are_nothing() throws SQLException {
        run("truncate said");
        assertThat(alone()).containsExactly("0", "0", "0", "0");
    }
}
