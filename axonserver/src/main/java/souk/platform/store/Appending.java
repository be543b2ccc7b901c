package souk.platform.store;

import souk.platform.store.EventLog.Key;
import souk.platform.store.EventLog.Positioned;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** What the writer does over its own connection. */
final class Appending {

    private Appending() {}

    /** Stores all or none. Answers the position of the first; the others follow without a gap. */
    static long append(Connection connection, List<StoredEvent> events) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("select event_store.append(?, ?, ?, ?, ?, ?, ?)")) {
            insert.setArray(
                    1, array(connection, "text", events, StoredEvent::stream, String[]::new));
            insert.setArray(
                    2, array(connection, "int8", events, StoredEvent::sequence, Long[]::new));
            insert.setArray(3, array(connection, "int2", events, StoredEvent::type, Short[]::new));
            insert.setArray(4, array(connection, "int8", events, StoredEvent::micros, Long[]::new));
            insert.setArray(5, array(connection, "uuid", events, StoredEvent::id, UUID[]::new));
            insert.setArray(
                    6, array(connection, "bytea", events, StoredEvent::metadata, byte[][]::new));
            insert.setArray(
                    7, array(connection, "bytea", events, StoredEvent::payload, byte[][]::new));
            try (ResultSet first = insert.executeQuery()) {
                first.next();
                return first.getLong(1);
            }
        }
    }

    private static <T> Array array(
            Connection connection,
            String type,
            List<StoredEvent> events,
            Function<StoredEvent, T> column,
            IntFunction<T[]> empty)
            throws SQLException {
        return connection.createArrayOf(type, events.stream().map(column).toArray(empty));
    }

    /**
     * Which of the keys are taken, by which event, at which position. Waits for appends under way,
     * so that one whose outcome got lost with its connection is either seen or will never happen.
     */
    static Map<Key, Positioned> find(Connection connection, List<StoredEvent> events)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            // a statement of its own: the next one sees what was committed while this one waited
            try (var turn = connection.createStatement()) {
                turn.execute("select pg_advisory_xact_lock(5430118)");
            }
            Map<Key, Positioned> found = stored(connection, events);
            connection.commit();
            return found;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static Map<Key, Positioned> stored(Connection connection, List<StoredEvent> events)
            throws SQLException {
        Map<Key, Positioned> found = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        """
                        select e.position, e.stream, e.sequence, e.type, e.time, e.id, e.metadata, e.payload
                          from unnest(?, ?) as k (stream, sequence)
                          join event_store.event e using (stream, sequence)
                        """)) {
            query.setArray(
                    1, array(connection, "text", events, StoredEvent::stream, String[]::new));
            query.setArray(
                    2, array(connection, "int8", events, StoredEvent::sequence, Long[]::new));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    StoredEvent event = EventLog.event(rows, 2);
                    found.put(Key.of(event), new Positioned(rows.getLong(1), event));
                }
            }
        }
        return found;
    }
}
