package souk.platform.store;

import org.jspecify.annotations.Nullable;

import souk.kernel.EventArchive;
import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;
import souk.platform.store.EventTypes.StoredType;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

/** The event table to the byte: long ranges by COPY, streams by their index. */
final class PostgresRecords implements EventRecords {

    private static final String COLUMNS =
            "stream, sequence, type, time, payload, id, metadata, recorded_at";

    private final DataSource dataSource;
    private final EventLog log;
    private final EventTypes types;
    private final ArchivedEvents events;

    PostgresRecords(DataSource dataSource, EventLog log, EventTypes types, ArchivedEvents events) {
        this.dataSource = dataSource;
        this.log = log;
        this.types = types;
        this.events = events;
    }

    @Override
    public Reading read(long after, long last) {
        return new Scan(new EventScan(dataSource, COLUMNS, () -> "true", after, last));
    }

    @Override
    public List<StoredRecord> stream(String stream, long from, int most) {
        Map<Short, Optional<StoredType>> known = new HashMap<>();
        return log.recorded(stream, from, most).stream()
                .map(row -> stored(row.position(), row.event(), row.recordedAt(), known))
                .toList();
    }

    @Override
    public List<EventArchive.Entry> decode(StoredRecord stored) {
        return events.decode(stored);
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public long lastBy(Instant instant) {
        Instant next = instant.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
        return log.firstRecordedAt(next) - 1;
    }

    // what has lost its type is told all the same: to prove just that
    private StoredRecord stored(
            long position,
            StoredEvent event,
            Instant recordedAt,
            Map<Short, Optional<StoredType>> known) {
        Optional<StoredType> type = known.computeIfAbsent(event.type(), types::find);
        return new StoredRecord(
                position,
                event.id().toString(),
                event.stream(),
                event.sequence(),
                type.map(StoredType::streamType).orElse(""),
                type.map(it -> it.type().getName()).orElseGet(() -> "type " + event.type()),
                type.map(it -> it.type().getRevision()).orElse(""),
                event.time(),
                recordedAt,
                event.metadata(),
                event.payload());
    }

    private final class Scan implements Reading {

        private final EventScan scan;
        private final Map<Short, Optional<StoredType>> known = new HashMap<>();

        Scan(EventScan scan) {
            this.scan = scan;
        }

        @Override
        public @Nullable List<StoredRecord> next() {
            EventScan.Piece piece = scan.next();
            while (piece != null && piece.rows().isEmpty()) {
                piece = scan.next();
            }
            return piece == null ? null : piece.rows().stream().map(this::recordOf).toList();
        }

        private StoredRecord recordOf(byte[] bytes) {
            StoredRow row = StoredRow.of(bytes, true);
            return stored(row.position(), row.event(), StoredRow.momentAtTheEndOf(bytes), known);
        }

        @Override
        public void close() {
            scan.close();
        }
    }
}
