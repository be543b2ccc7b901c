package souk.platform.store;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import javax.sql.DataSource;

/**
 * Rows of the event table in the order of their positions, by COPY: none is parsed here. While a
 * statement is under way, rows of any table that are replaced often leave dead versions which
 * nobody may clear away, and which whoever looks for them passes one by one. So a statement covers
 * as many positions as its reader takes in a moment, and none waits for a reader that rests.
 */
final class EventScan implements AutoCloseable {

    private static final int PIECE = 4_000;

    /** Read at once, as one piece. */
    private static final long LEAST_WINDOW = PIECE;

    private static final long MOST_WINDOW = 16 * LEAST_WINDOW;
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int HEADER = 19;
    private static final short TRAILER = -1;

    /** Some rows, possibly none, and up to which position there are no others. */
    record Piece(long lastPosition, List<byte[]> rows) {}

    private final String columns;
    private final Supplier<String> condition;
    private final long last;
    private final LongSupplier nanoTime;
    private final Connection connection;
    private @Nullable CopyOut copy;
    private boolean atHeader;
    private long window = LEAST_WINDOW;
    private long windowEnd;
    private long opened;
    private long reached;

    /**
     * @param columns those after the position, which comes first
     * @param condition which rows, asked for at each window
     */
    EventScan(
            DataSource dataSource,
            String columns,
            Supplier<String> condition,
            long after,
            long last) {
        this(dataSource, columns, condition, after, last, System::nanoTime);
    }

    EventScan(
            DataSource dataSource,
            String columns,
            Supplier<String> condition,
            long after,
            long last,
            LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.columns = columns;
        this.condition = condition;
        this.reached = after;
        this.last = last;
        try {
            this.connection = dataSource.getConnection();
        } catch (SQLException away) {
            throw unavailable(away);
        }
    }

    /** What comes next; null at the end. */
    @Nullable Piece next() {
        try {
            return reached >= last ? null : read();
        } catch (SQLException broken) {
            throw unavailable(broken);
        }
    }

    private Piece read() throws SQLException {
        if (copy != null && nanoTime.getAsLong() - opened > 2 * MOMENT_NANOS) {
            copy = ended(copy); // its reader has begun to rest: what is left is asked for again
        }
        CopyOut rowsOfWindow = copy == null ? openNext() : copy;
        List<byte[]> rows = new ArrayList<>(PIECE);
        byte[] row = rowsOfWindow.readFromCopy();
        while (row != null) {
            add(row, rows);
            row = rows.size() < PIECE ? rowsOfWindow.readFromCopy() : null;
        }
        if (rows.size() == PIECE) {
            reached = StoredRow.positionIn(rows.getLast());
            copy = reached < windowEnd ? rowsOfWindow : ended(rowsOfWindow);
        } else {
            reached = windowEnd;
            copy = null;
        }
        return new Piece(reached, rows);
    }

    // what is on its way whoever has the connection next must not find; cancelling leaves it there
    private static @Nullable CopyOut ended(CopyOut window) throws SQLException {
        while (window.readFromCopy() != null) {
            // at most what a window has
        }
        return null;
    }

    private CopyOut openNext() throws SQLException {
        long now = nanoTime.getAsLong();
        if (windowEnd > 0) {
            window = next(now - opened);
        }
        opened = now;
        return open();
    }

    // as much as takes a moment at the pace of the last one, and never more than twice as much
    private long next(long taken) {
        long fitting =
                taken * 2 <= MOMENT_NANOS
                        ? 2 * window
                        : (long) (window * ((double) MOMENT_NANOS / taken));
        return Math.clamp(fitting, LEAST_WINDOW, MOST_WINDOW);
    }

    private CopyOut open() throws SQLException {
        windowEnd = Math.min(last, reached + window);
        atHeader = true;
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        """
                        copy (select position, %s
                                from event_store.event
                               where position > %d and position <= %d
                                 and %s
                               order by position)
                          to stdout (format binary)
                        """
                                .formatted(columns, reached, windowEnd, condition.get()));
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
                copy = ended(copy);
            }
        } catch (SQLException broken) {
            throw unavailable(broken);
        }
    }

    private static EventStoreUnavailableException unavailable(SQLException cause) {
        return new EventStoreUnavailableException("The event table can't be read", cause);
    }
}
