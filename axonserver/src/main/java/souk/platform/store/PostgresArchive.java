package souk.platform.store;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import souk.kernel.EventArchive;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** The event table, read by COPY: no row is parsed before somebody decodes it. */
final class PostgresArchive implements EventArchive {

    /** How many positions a statement covers: an old snapshot would keep vacuum from its work. */
    private static final long WINDOW = 250_000;

    private static final int PIECE = 4_000;
    private static final int HEADER = 19;
    private static final short TRAILER = -1;

    private final DataSource dataSource;
    private final EventLog log;
    private final EventTypes types;
    private final ArchivedEvents events;

    PostgresArchive(DataSource dataSource, EventLog log, EventTypes types, ArchivedEvents events) {
        this.dataSource = dataSource;
        this.log = log;
        this.types = types;
        this.events = events;
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public Reading read(Wanted wanted, long after, long last) {
        try {
            return new Scan(wanted, after, last, dataSource.getConnection());
        } catch (SQLException away) {
            throw unavailable(away);
        }
    }

    private static EventStoreUnavailableException unavailable(SQLException cause) {
        return new EventStoreUnavailableException("The event table can't be read", cause);
    }

    private final class Scan implements Reading {

        private final Wanted wanted;
        private final long last;
        private final Connection connection;
        private @Nullable CopyOut copy;
        private boolean atHeader;
        private long windowEnd;
        private long reached;

        Scan(Wanted wanted, long after, long last, Connection connection) {
            this.wanted = wanted;
            this.last = last;
            this.connection = connection;
            this.reached = after;
        }

        @Override
        public @Nullable Piece next() {
            try {
                return reached >= last ? null : read();
            } catch (SQLException broken) {
                throw unavailable(broken);
            }
        }

        private Piece read() throws SQLException {
            CopyOut rowsOfWindow = copy == null ? open() : copy;
            List<byte[]> rows = new ArrayList<>(PIECE);
            byte[] row = rowsOfWindow.readFromCopy();
            while (row != null) {
                add(row, rows);
                row = rows.size() < PIECE ? rowsOfWindow.readFromCopy() : null;
            }
            if (rows.size() == PIECE) {
                reached = StoredRow.positionIn(rows.getLast());
                copy = rowsOfWindow;
            } else {
                reached = windowEnd;
                copy = null;
            }
            return new Rows(reached, wanted.metadata(), rows);
        }

        private CopyOut open() throws SQLException {
            windowEnd = Math.min(last, reached + WINDOW);
            atHeader = true;
            // the types are known by now, since all events up to the last are stored
            String numbers =
                    types.numbersOf(stored -> events.isOf(stored, wanted)).stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(","));
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            """
                            copy (select position, stream, sequence, type, time, payload%s
                                    from event_store.event
                                   where position > %d and position <= %d
                                     and type = any ('{%s}')
                                   order by position)
                              to stdout (format binary)
                            """
                                    .formatted(
                                            wanted.metadata() ? ", id, metadata" : "",
                                            reached,
                                            windowEnd,
                                            numbers));
        }

        // the first message has the header in front, the last one is no row
        private void add(byte[] message, List<byte[]> rows) {
            byte[] row = atHeader ? Arrays.copyOfRange(message, HEADER, message.length) : message;
            atHeader = false;
            if (ByteBuffer.wrap(row).getShort() != TRAILER) {
                rows.add(row);
            }
        }

        @Override
        public void close() {
            try (connection) {
                if (copy != null && copy.isActive()) {
                    copy.cancelCopy();
                }
            } catch (SQLException broken) {
                throw unavailable(broken);
            }
        }
    }

    private final class Rows implements Piece {

        private final long lastPosition;
        private final boolean complete;
        private final List<byte[]> rows;

        Rows(long lastPosition, boolean complete, List<byte[]> rows) {
            this.lastPosition = lastPosition;
            this.complete = complete;
            this.rows = rows;
        }

        @Override
        public long lastPosition() {
            return lastPosition;
        }

        @Override
        public List<Entry> decode() {
            List<StoredRow> stored = rows.stream().map(row -> StoredRow.of(row, complete)).toList();
            events.foresee(stored.stream().map(row -> row.event().payload()));
            List<Entry> decoded = new ArrayList<>(stored.size());
            for (StoredRow row : stored) {
                events.decode(row, types, decoded);
            }
            return decoded;
        }
    }
}
