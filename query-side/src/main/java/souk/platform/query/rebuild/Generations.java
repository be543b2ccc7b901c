package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

import souk.platform.query.rebuild.Rebuild.Reached;

import java.util.Objects;

/** Which generation of each projection is live, and which is kept. */
final class Generations {

    /**
     * @param kept the one beside it, if there is one
     * @param keptAt how far that one is
     * @param keptLetters how many events it lacks
     */
    record Generation(
            int live,
            int latest,
            @Nullable Integer kept,
            @Nullable Reached keptAt,
            long keptLetters) {}

    private static final Generation FIRST = new Generation(1, 1, null, null, 0);

    private final JdbcOperations jdbc;

    Generations(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Generation of(String projection) {
        return jdbc
                .query(
                        """
                        select live, latest, kept, kept_positions, coalesce(kept_letters, 0)
                          from projection.generation where projection = ?
                        """,
                        (row, _) ->
                                new Generation(
                                        row.getInt(1),
                                        row.getInt(2),
                                        row.getObject(3, Integer.class),
                                        RebuildTable.reached(row.getArray(4)),
                                        row.getLong(5)),
                        projection)
                .stream()
                .findFirst()
                .orElse(FIRST);
    }

    /** A new one is live, and the one before it kept as far as it was. */
    void follow(String projection, Reached keptAt, long letters) {
        Generation now = of(projection);
        int next = now.latest() + 1;
        store(projection, next, next, now.live(), keptAt, letters);
    }

    /** Live and kept have changed places. */
    void exchange(String projection, Reached keptAt, long letters) {
        Generation now = of(projection);
        store(
                projection,
                Objects.requireNonNull(now.kept()),
                now.latest(),
                now.live(),
                keptAt,
                letters);
    }

    private void store(
            String projection, int live, int latest, int kept, Reached keptAt, long letters) {
        jdbc.update(
                """
                insert into projection.generation
                    (projection, live, latest, kept, kept_positions, kept_letters)
                values (?, ?, ?, ?, cast(? as bigint[]), ?)
                on conflict (projection) do update
                   set live = excluded.live, latest = excluded.latest, kept = excluded.kept,
                       kept_positions = excluded.kept_positions,
                       kept_letters = excluded.kept_letters
                """,
                projection,
                live,
                latest,
                kept,
                RebuildTable.literal(keptAt),
                letters);
    }

    void keptReaches(String projection, Reached reached) {
        jdbc.update(
                "update projection.generation set kept_positions = cast(? as bigint[]) where"
                        + " projection = ?",
                RebuildTable.literal(reached),
                projection);
    }

    void forgetKept(String projection) {
        jdbc.update(
                """
                update projection.generation
                   set kept = null, kept_positions = null, kept_letters = null
                 where projection = ?
                """,
                projection);
    }
}
