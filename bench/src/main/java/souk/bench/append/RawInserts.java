package souk.bench.append;

import souk.bench.harness.Client;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Carts;
import souk.cart.CartId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the event table takes with no framework at all: our rows into a copy of our table, all of
 * its indexes included.
 */
public final class RawInserts {

    private static final int STREAMS_PER_CLIENT = 256;

    /** A row as our engine has really stored it. */
    private record Example(short type, byte[] metadata, byte[] payload) {}

    private final BenchDatabase database;
    private final String table;
    private final Example example;
    private final AtomicLong positions = new AtomicLong();

    private RawInserts(BenchDatabase database, String table, Example example) {
        this.database = database;
        this.table = table;
        this.example = example;
    }

    public static RawInserts into(String table, BenchDatabase database) throws SQLException {
        database.execute("create table %s (like event_store.event including all)".formatted(table));
        return new RawInserts(database, table, example(database));
    }

    private static Example example(BenchDatabase database) throws SQLException {
        try (Connection connection = BenchDatabase.connect(database.address());
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select type, metadata, payload from event_store.event"
                                        + " order by position desc limit 1")) {
            row.next();
            return new Example(row.getShort(1), row.getBytes(2), row.getBytes(3));
        }
    }

    public int bytes() {
        return example.metadata().length + example.payload().length;
    }

    /** One row, one statement, one commit. */
    public Client single(int number) throws SQLException {
        Connection connection = BenchDatabase.connect(database.address());
        PreparedStatement insert =
                connection.prepareStatement(
                        "insert into %s values (?, ?, ?, ?, ?, ?, ?, ?, ?)".formatted(table));
        Streams streams = new Streams(number);
        return () -> {
            streams.next();
            Timestamp now = Timestamp.from(Instant.now());
            insert.setLong(1, positions.getAndIncrement());
            insert.setString(2, streams.name());
            insert.setLong(3, streams.sequence());
            insert.setShort(4, example.type());
            insert.setTimestamp(5, now);
            insert.setTimestamp(6, now);
            insert.setObject(7, streams.eventId());
            insert.setBytes(8, example.metadata());
            insert.setBytes(9, example.payload());
            insert.executeUpdate();
        };
    }

    /** Many rows, one statement, one commit. */
    Client batch(int number, int size) throws SQLException {
        Connection connection = BenchDatabase.connect(database.address());
        PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into %s select p, s, n, t, now(), now(), i, m, d
                          from unnest(?, ?, ?, ?, ?, ?, ?) as r (p, s, n, t, i, m, d)
                        """
                                .formatted(table));
        Streams streams = new Streams(number);
        return () -> {
            long first = positions.getAndAdd(size);
            Long[] position = new Long[size];
            String[] stream = new String[size];
            Long[] sequence = new Long[size];
            Short[] type = new Short[size];
            UUID[] id = new UUID[size];
            byte[][] metadata = new byte[size][];
            byte[][] payload = new byte[size][];
            for (int i = 0; i < size; i++) {
                streams.next();
                position[i] = first + i;
                stream[i] = streams.name();
                sequence[i] = streams.sequence();
                type[i] = example.type();
                id[i] = streams.eventId();
                metadata[i] = example.metadata();
                payload[i] = example.payload();
            }
            insert.setArray(1, connection.createArrayOf("int8", position));
            insert.setArray(2, connection.createArrayOf("text", stream));
            insert.setArray(3, connection.createArrayOf("int8", sequence));
            insert.setArray(4, connection.createArrayOf("int2", type));
            insert.setArray(5, connection.createArrayOf("uuid", id));
            insert.setArray(6, connection.createArrayOf("bytea", metadata));
            insert.setArray(7, connection.createArrayOf("bytea", payload));
            insert.executeUpdate();
        };
    }

    /** The streams of one client, continued in turns. */
    private static final class Streams {

        private final List<String> names;
        private int turn = -1;
        private long sequence;

        Streams(int client) {
            names =
                    Carts.ids(
                                    STREAMS_PER_CLIENT,
                                    Rivals.EPOCH + (long) client * STREAMS_PER_CLIENT,
                                    1)
                            .stream()
                            .map(CartId::value)
                            .toList();
        }

        void next() {
            if (++turn == names.size()) {
                turn = 0;
                sequence++;
            }
        }

        String name() {
            return names.get(turn);
        }

        long sequence() {
            return sequence;
        }

        UUID eventId() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            return new UUID(System.currentTimeMillis() << 16 | 0x7000, random.nextLong());
        }
    }
}
