package souk.audit.query;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

import souk.audit.CheckCommand.StartCheck;
import souk.audit.CheckId;
import souk.audit.CheckView;
import souk.audit.CheckView.Kind;
import souk.audit.CheckView.Phase;
import souk.audit.Finding;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All checks, as all nodes see them. */
@Repository
class CheckTable {

    private static final String ALL_OF_THE_LOG =
            "(phase = 'DONE' and 'LOG' = any(kinds) and first_position = 0"
                    + " and last_position is null)";

    private final JdbcOperations jdbc;
    private final FindingTable findings;

    CheckTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.findings = new FindingTable(jdbc);
    }

    /** False if another one is under way. */
    boolean add(StartCheck check, List<String> projections, String by, Instant now) {
        Phase first = check.kinds().contains(Kind.LOG) ? Phase.TREE : Phase.VIEWS;
        try {
            jdbc.update(
                    """
                    insert into audit_check.job
                        (id, kinds, first_position, last_position, projections, phase, reached,
                         requested_by, look, started_at, seen_at)
                    values (?, cast(? as text[]), ?, ?, cast(? as text[]), ?, ?, ?, ?, ?, ?)
                    """,
                    check.checkId().value(),
                    array(check.kinds()),
                    check.from(),
                    check.to(),
                    array(projections),
                    first.name(),
                    check.from(),
                    by,
                    check.look() == null ? null : check.look().value(),
                    Timestamp.from(now),
                    Timestamp.from(now));
            return true;
        } catch (DuplicateKeyException running) {
            return false;
        }
    }

    Optional<CheckView> find(CheckId id) {
        return list("id = ?", id.value()).stream().findFirst();
    }

    Optional<CheckView> running() {
        return list("ended_at is null").stream().findFirst();
    }

    /** The last one that has compared all of the log. */
    Optional<CheckView> lastOfAll() {
        return list(ALL_OF_THE_LOG + " order by ended_at desc limit 1").stream().findFirst();
    }

    /** What is known of the log: what was found lasts until all of it was looked at again. */
    Optional<CheckView> verdict() {
        return list(
                        """
                        ended_at is not null
                           and (%s
                                or exists (select from audit_check.finding
                                            where job_id = job.id and what <> 'VIEW'))
                         order by ended_at desc limit 1
                        """
                                .formatted(ALL_OF_THE_LOG))
                .stream()
                .findFirst();
    }

    /** The last one that has compared views. */
    Optional<CheckView> lastOfViews() {
        return list("phase = 'DONE' and 'VIEWS' = any(kinds) order by ended_at desc limit 1")
                .stream()
                .findFirst();
    }

    List<CheckView> page(int limit, @Nullable String after) {
        return after == null
                ? list("true order by id desc limit ?", limit)
                : list("id < ? order by id desc limit ?", after, limit);
    }

    private List<CheckView> list(String which, Object... arguments) {
        return jdbc.query(
                "select * from audit_check.job where " + which, (row, _) -> view(row), arguments);
    }

    private CheckView view(ResultSet row) throws SQLException {
        CheckId id = new CheckId(row.getString("id"));
        Phase phase = Phase.valueOf(row.getString("phase"));
        Timestamp ended = row.getTimestamp("ended_at");
        return new CheckView(
                id,
                texts(row.getArray("kinds")).stream()
                        .map(Kind::valueOf)
                        .collect(Collectors.toSet()),
                row.getLong("first_position"),
                row.getObject("last_position", Long.class),
                texts(row.getArray("projections")),
                phase,
                row.getLong("done"),
                row.getLong("total"),
                ended == null ? row.getLong("rate") : 0,
                row.getLong("sealed"),
                row.getLong("found"),
                findings.of(id),
                row.getString("failure"),
                row.getString("requested_by"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }

    /** A phase begins, for the first time or again: what it has found before is found again. */
    void enter(CheckId id, Phase phase, boolean anew) {
        if (anew) {
            findings.forget(id, phase);
        }
        jdbc.update(
                "update audit_check.job set phase = ?, done = 0, total = 0, rate = 0 where id = ?",
                phase.name(),
                id.value());
    }

    void add(CheckId id, Phase phase, List<Finding> more) {
        more.forEach(it -> findings.add(id, phase, it));
    }

    /** Up to where a process that takes it up need not look again. */
    void reach(CheckId id, long position) {
        jdbc.update("update audit_check.job set reached = ? where id = ?", position, id.value());
    }

    long reached(CheckId id) {
        Long reached =
                jdbc.queryForObject(
                        "select reached from audit_check.job where id = ?", Long.class, id.value());
        return reached == null ? 0 : reached;
    }

    void compares(CheckId id, long sealed) {
        jdbc.update("update audit_check.job set sealed = ? where id = ?", sealed, id.value());
    }

    /** The event that says who has asked for it. */
    @Nullable String look(CheckId id) {
        return jdbc.queryForObject(
                "select look from audit_check.job where id = ?", String.class, id.value());
    }

    /** Whether nobody has worked on it since. */
    boolean isLeftAloneSince(CheckId id, Instant time) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        "select coalesce(seen_at, started_at) < ? from audit_check.job where id ="
                                + " ?",
                        Boolean.class,
                        Timestamp.from(time),
                        id.value()));
    }

    /** Tells how it goes, and answers whether somebody wants it to end. */
    boolean report(CheckId id, long done, long total, long rate, Instant now) {
        return jdbc
                .query(
                        """
                        update audit_check.job set done = ?, total = ?, rate = ?, seen_at = ?
                         where id = ? and ended_at is null returning cancelled
                        """,
                        (row, _) -> row.getBoolean(1),
                        done,
                        total,
                        rate,
                        Timestamp.from(now),
                        id.value())
                .stream()
                .allMatch(cancelled -> cancelled);
    }

    void rebuilds(CheckId id, List<String> rebuilds) {
        jdbc.update(
                "update audit_check.job set rebuilds = cast(? as text[]) where id = ?",
                array(rebuilds),
                id.value());
    }

    List<String> rebuilds(CheckId id) {
        return jdbc
                .query(
                        "select rebuilds from audit_check.job where id = ?",
                        (row, _) -> texts(row.getArray(1)),
                        id.value())
                .stream()
                .findFirst()
                .orElse(List.of());
    }

    boolean cancel(CheckId id) {
        return jdbc.update(
                        "update audit_check.job set cancelled = true where id = ? and ended_at is"
                                + " null",
                        id.value())
                > 0;
    }

    boolean isCancelled(CheckId id) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        "select cancelled from audit_check.job where id = ?",
                        Boolean.class,
                        id.value()));
    }

    void end(CheckId id, Phase phase, @Nullable String failure, Instant now) {
        jdbc.update(
                """
                update audit_check.job set phase = ?, failure = ?, ended_at = ?
                 where id = ? and ended_at is null
                """,
                phase.name(),
                failure == null ? null : FindingTable.storable(failure),
                Timestamp.from(now),
                id.value());
    }

    private static String array(Collection<?> texts) {
        return texts.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
