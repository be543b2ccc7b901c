package souk.audit.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.stereotype.Component;

import souk.kernel.Discloses;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which streams have no secrets any more. Once they have none, they never have any again. */
@Component
class Disclosures {

    private static final int PIECE = 500;
    private static final int MOST = 100_000;

    /**
     * @param seen how many events were looked at
     */
    private record Seen(long seen, boolean disclosed) {

        static final Seen NOTHING = new Seen(0, false);
    }

    private final EventRecords records;
    private final ConcurrentMap<String, Boolean> disclosing = new ConcurrentHashMap<>();
    private final Cache<String, Seen> streams = Caffeine.newBuilder().maximumSize(MOST).build();

    Disclosures(EventRecords records) {
        this.records = records;
    }

    boolean isDisclosed(String stream) {
        Seen before = streams.get(stream, _ -> Seen.NOTHING);
        if (before.disclosed) {
            return true;
        }
        Seen now = lookFrom(stream, before.seen);
        streams.asMap().merge(stream, now, (one, other) -> one.seen > other.seen ? one : other);
        return now.disclosed;
    }

    private Seen lookFrom(String stream, long first) {
        long seen = first;
        List<StoredRecord> piece;
        do {
            piece = records.stream(stream, seen, PIECE);
            if (piece.stream().anyMatch(this::discloses)) {
                return new Seen(seen + piece.size(), true);
            }
            seen += piece.size();
        } while (piece.size() == PIECE);
        return new Seen(seen, false);
    }

    // what a name stands for does not change while a process runs
    private boolean discloses(StoredRecord stored) {
        return disclosing.computeIfAbsent(
                stored.type() + " " + stored.revision(),
                _ -> records.decode(stored).stream().anyMatch(Disclosures::discloses));
    }

    private static boolean discloses(Entry entry) {
        return entry.payloadType().isAnnotationPresent(Discloses.class);
    }
}
