package souk.platform.store;

import org.springframework.jdbc.core.JdbcOperations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The SQL of the event table, and nothing else. */
class EventLog {

    /** An event and where it stands in the order of commits. */
    record Positioned(long position, StoredEvent event) {}

    /** An event with its position and when it was recorded. */
    record Recorded(long position, Instant recordedAt, StoredEvent event) {}

    /** A stream, from its latest usable snapshot on. */
    record History(Optional<StoredEvent> snapshot, List<StoredEvent> events) {}

    record Key(String stream, long sequence) {

        static Key of(StoredEvent event) {
            return new Key(event.stream(), event.sequence());
        }
    }

    private static final String COLUMNS = "stream, sequence, type, time, id, metadata, payload";

    private final JdbcOperations jdbc;

    EventLog(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    List<Positioned> page(long after, int limit) {
        return jdbc.query(
                "select position, "
                        + COLUMNS
                        + " from event_store.event where position > ? order by position limit ?",
                (row, _) -> new Positioned(row.getLong(1), event(row, 2)),
                after,
                limit);
    }

    List<StoredEvent> stream(String stream, long from) {
        return jdbc.query(
                "select "
                        + COLUMNS
                        + " from event_store.event where stream = ? and sequence >= ? order by"
                        + " sequence",
                (row, _) -> event(row, 1),
                stream,
                from);
    }

    List<Recorded> recorded(String stream, long from, int most) {
        return jdbc.query(
                "select position, recorded_at, "
                        + COLUMNS
                        + " from event_store.event where stream = ? and sequence >= ? order by"
                        + " sequence limit ?",
                (row, _) ->
                        new Recorded(
                                row.getLong(1), row.getTimestamp(2).toInstant(), event(row, 3)),
                stream,
                from,
                most);
    }

    /** One round trip, with or without a snapshot. */
    History history(String stream) {
        List<StoredEvent> events = new ArrayList<>();
        List<StoredEvent> snapshots = new ArrayList<>();
        jdbc.query(
                """
                with s as (select * from event_store.snapshot where stream = ?)
                select true, stream, sequence, type, time, id, metadata, payload from s
                union all
                (select false, stream, sequence, type, time, id, metadata, payload
                   from event_store.event
                  where stream = ? and sequence > coalesce((select sequence from s), -1)
                  order by sequence)
                """,
                row -> {
                    (row.getBoolean(1) ? snapshots : events).add(event(row, 2));
                },
                stream,
                stream);
        return new History(snapshots.stream().findFirst(), events);
    }

    Optional<StoredEvent> snapshot(String stream) {
        return jdbc
                .query(
                        "select " + COLUMNS + " from event_store.snapshot where stream = ?",
                        (row, _) -> event(row, 1),
                        stream)
                .stream()
                .findFirst();
    }

    /** A late snapshot never replaces a newer one. */
    void storeSnapshot(StoredEvent snapshot) {
        jdbc.update(
                """
                insert into event_store.snapshot (stream, sequence, type, time, id, metadata, payload)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (stream) do update
                   set sequence = excluded.sequence, type = excluded.type, time = excluded.time,
                       id = excluded.id, metadata = excluded.metadata, payload = excluded.payload
                 where snapshot.sequence <= excluded.sequence
                """,
                snapshot.stream(),
                snapshot.sequence(),
                snapshot.type(),
                Timestamp.from(snapshot.time()),
                snapshot.id(),
                snapshot.metadata(),
                snapshot.payload());
    }

    Optional<Long> lastSequence(String stream) {
        return Optional.ofNullable(
                jdbc.queryForObject(
                        "select max(sequence) from event_store.event where stream = ?",
                        Long.class,
                        stream));
    }

    /** In one round trip, with one look into the index for each. */
    Map<String, Long> lastSequences(Collection<String> streams) {
        Map<String, Long> last = new HashMap<>();
        jdbc.query(
                """
                select s.stream, (select max(e.sequence) from event_store.event e where e.stream = s.stream)
                  from unnest(?) as s (stream)
                """,
                statement ->
                        statement.setArray(
                                1,
                                statement
                                        .getConnection()
                                        .createArrayOf("text", streams.toArray(String[]::new))),
                row -> {
                    long sequence = row.getLong(2);
                    if (!row.wasNull()) {
                        last.put(row.getString(1), sequence);
                    }
                });
        return last;
    }

    /** Position of the last event, -1 before the first. */
    long head() {
        Long head =
                jdbc.queryForObject(
                        "select coalesce(max(position), -1) from event_store.event", Long.class);
        return head == null ? -1 : head;
    }

    /**
     * Position of the first event recorded at or after the instant, or the one after the head.
     * Positions are dense and recording times ascend with them, so a bisection over the primary key
     * finds it: no index to maintain, no scan.
     */
    long firstRecordedAt(Instant instant) {
        long low = 0;
        long high = head() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            Timestamp recorded =
                    jdbc.queryForObject(
                            "select recorded_at from event_store.event where position = ?",
                            Timestamp.class,
                            middle);
            if (recorded != null && recorded.toInstant().isBefore(instant)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static StoredEvent event(ResultSet row, int column) throws SQLException {
        return new StoredEvent(
                row.getString(column),
                row.getLong(column + 1),
                row.getShort(column + 2),
                row.getTimestamp(column + 3).toInstant(),
                row.getObject(column + 4, UUID.class),
                row.getBytes(column + 5),
                row.getBytes(column + 6));
    }
}
