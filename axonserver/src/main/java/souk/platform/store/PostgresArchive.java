package souk.platform.store;

import org.jspecify.annotations.Nullable;

import souk.kernel.EventArchive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** The event table, read by COPY: no row is parsed before somebody decodes it. */
final class PostgresArchive implements EventArchive {

    /** More events than these are not what somebody waits for. */
    private static final long MANY = 10_000;

    private final DataSource dataSource;
    private final DataSource background;
    private final EventLog log;
    private final EventTypes types;
    private final ArchivedEvents events;

    PostgresArchive(
            DataSource dataSource,
            DataSource background,
            EventLog log,
            EventTypes types,
            ArchivedEvents events) {
        this.dataSource = dataSource;
        this.background = background;
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
        String columns =
                "stream, sequence, type, time, payload"
                        + (wanted.metadata() ? ", id, metadata" : "");
        return new Scan(
                wanted.metadata(),
                new EventScan(
                        last - after > MANY ? background : dataSource,
                        columns,
                        () -> condition(wanted),
                        after,
                        last));
    }

    // the types are known by now, since all events up to the last are stored
    private String condition(Wanted wanted) {
        return types.numbersOf(stored -> events.isOf(stored, wanted)).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "type = any ('{", "}')"));
    }

    private final class Scan implements Reading {

        private final boolean complete;
        private final EventScan scan;

        Scan(boolean complete, EventScan scan) {
            this.complete = complete;
            this.scan = scan;
        }

        @Override
        public @Nullable Piece next() {
            EventScan.Piece piece = scan.next();
            return piece == null ? null : new Rows(piece, complete);
        }

        @Override
        public void close() {
            scan.close();
        }
    }

    private final class Rows implements Piece {

        private final EventScan.Piece piece;
        private final boolean complete;

        Rows(EventScan.Piece piece, boolean complete) {
            this.piece = piece;
            this.complete = complete;
        }

        @Override
        public long lastPosition() {
            return piece.lastPosition();
        }

        @Override
        public List<Entry> decode() {
            List<StoredRow> stored =
                    piece.rows().stream().map(row -> StoredRow.of(row, complete)).toList();
            Map<Short, Boolean> personal = new HashMap<>();
            events.foresee(
                    stored.stream()
                            .map(StoredRow::event)
                            .filter(it -> personal.computeIfAbsent(it.type(), this::isPersonal))
                            .map(StoredEvent::payload));
            List<Entry> decoded = new ArrayList<>(stored.size());
            for (StoredRow row : stored) {
                events.decode(row, types, decoded);
            }
            return decoded;
        }

        private boolean isPersonal(short type) {
            return events.mayBeAboutSomebody(types.typeOf(type).type());
        }
    }
}
