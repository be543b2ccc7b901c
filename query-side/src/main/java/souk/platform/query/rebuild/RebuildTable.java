package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import souk.platform.query.rebuild.Rebuild.Difference;
import souk.platform.query.rebuild.Rebuild.Failure;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Options;
import souk.platform.query.rebuild.Rebuild.Progress;
import souk.platform.query.rebuild.Rebuild.Reached;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All rebuilds, as all nodes see them. */
final class RebuildTable {

    private final JdbcOperations jdbc;

    RebuildTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Within the transaction of the connection. */
    static RebuildTable on(Connection connection) {
        return new RebuildTable(within(connection));
    }

    static JdbcOperations within(Connection connection) {
        return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    }

    /** False if another one is under way. */
    boolean add(Rebuild rebuild) {
        Options options = rebuild.options();
        try {
            jdbc.update(
                    """
                    insert into projection.rebuild
                        (id, projection, kind, phase, verify, keep_old, first_position,
                         last_position, requested_by, started_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    rebuild.id(),
                    rebuild.projection(),
                    rebuild.kind().name(),
                    rebuild.phase().name(),
                    options.verify(),
                    options.keepOld(),
                    options.first(),
                    options.last(),
                    options.by(),
                    Timestamp.from(rebuild.startedAt()));
            return true;
        } catch (DuplicateKeyException running) {
            return false;
        }
    }

    Optional<Rebuild> find(String id) {
        return list("id = ?", id).stream().findFirst();
    }

    Optional<Rebuild> running(String projection) {
        return list("projection = ? and ended_at is null and kind <> 'SCRATCH'", projection)
                .stream()
                .findFirst();
    }

    Optional<Rebuild> latest(String projection) {
        return list(
                        "projection = ? and kind <> 'CHECK' order by started_at desc, id desc limit"
                                + " 1",
                        projection)
                .stream()
                .findFirst();
    }

    List<Rebuild> unfinished() {
        return list("ended_at is null order by started_at, id");
    }

    private List<Rebuild> list(String which, Object... arguments) {
        return jdbc.query(
                "select * from projection.rebuild where " + which,
                (row, _) -> rebuild(row),
                arguments);
    }

    private static Rebuild rebuild(ResultSet row) throws SQLException {
        String cause = row.getString("failure");
        Timestamp ended = row.getTimestamp("ended_at");
        return new Rebuild(
                row.getString("id"),
                row.getString("projection"),
                Kind.valueOf(row.getString("kind")),
                Phase.valueOf(row.getString("phase")),
                new Options(
                        row.getBoolean("verify"),
                        row.getBoolean("keep_old"),
                        row.getLong("first_position"),
                        row.getObject("last_position", Long.class),
                        row.getString("requested_by")),
                reached(row.getArray("positions")),
                new Progress(
                        row.getLong("done"),
                        row.getLong("total"),
                        row.getLong("rate"),
                        instant(row.getTimestamp("eta"))),
                row.getBoolean("cancelled"),
                row.getInt("attempts"),
                cause == null
                        ? null
                        : new Failure(
                                row.getObject("failed_position", Long.class),
                                row.getString("failed_type"),
                                cause),
                row.getTimestamp("started_at").toInstant(),
                instant(ended));
    }

    static @Nullable Reached reached(@Nullable Array positions) throws SQLException {
        return positions == null ? null : new Reached(Arrays.asList((Long[]) positions.getArray()));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    void enter(String id, Phase phase) {
        jdbc.update("update projection.rebuild set phase = ? where id = ?", phase.name(), id);
    }

    void reach(String id, Reached reached) {
        jdbc.update(
                "update projection.rebuild set positions = cast(? as bigint[]) where id = ?",
                literal(reached),
                id);
    }

    static String literal(Reached reached) {
        return reached.positions().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Tells how it goes, and answers whether somebody wants it to end. */
    boolean report(String id, Progress progress) {
        return jdbc
                .query(
                        """
                        update projection.rebuild set done = ?, total = ?, rate = ?, eta = ?
                         where id = ? and ended_at is null returning cancelled
                        """,
                        (row, _) -> row.getBoolean(1),
                        progress.done(),
                        progress.total(),
                        progress.rate(),
                        progress.eta() == null ? null : Timestamp.from(progress.eta()),
                        id)
                .stream()
                .anyMatch(cancelled -> cancelled);
    }

    /** Counts that somebody has begun to work on it, and answers how often that was. */
    int begin(String id) {
        return jdbc
                .query(
                        "update projection.rebuild set attempts = attempts + 1 where id = ?"
                                + " returning attempts",
                        (row, _) -> row.getInt(1),
                        id)
                .stream()
                .findFirst()
                .orElse(0);
    }

    /** What went wrong so often was before this progress. */
    void thrives(String id) {
        jdbc.update("update projection.rebuild set attempts = 1 where id = ? and attempts > 1", id);
    }

    boolean cancel(String id) {
        return jdbc.update(
                        "update projection.rebuild set cancelled = true where id = ? and ended_at"
                                + " is null",
                        id)
                > 0;
    }

    void end(String id, Phase phase, @Nullable Failure failure, Instant now) {
        jdbc.update(
                """
                update projection.rebuild
                   set phase = ?, ended_at = ?, failed_position = ?, failed_type = ?, failure = ?,
                       eta = null, done = case ? when 'DONE' then total else done end
                 where id = ? and ended_at is null
                """,
                phase.name(),
                Timestamp.from(now),
                failure == null ? null : failure.position(),
                failure == null ? null : failure.type(),
                failure == null ? null : failure.cause(),
                phase.name(),
                id);
    }

    void differ(String id, List<Difference> differences) {
        jdbc.update("delete from projection.difference where rebuild_id = ?", id);
        int number = 0;
        for (Difference difference : differences) {
            jdbc.update(
                    "insert into projection.difference values (?, ?, ?, ?, ?, ?, ?)",
                    id,
                    number++,
                    difference.table(),
                    difference.column(),
                    difference.key(),
                    difference.live(),
                    difference.rebuilt());
        }
    }

    List<Difference> differences(String id) {
        return jdbc.query(
                """
                select table_name, column_name, row_key, live, rebuilt
                  from projection.difference where rebuild_id = ? order by number
                """,
                (row, _) ->
                        new Difference(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)),
                id);
    }
}
