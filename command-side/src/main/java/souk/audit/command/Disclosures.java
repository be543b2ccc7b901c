package souk.audit.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.stereotype.Component;

import souk.kernel.Discloses;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventRecords;
import souk.kernel.Secret;
import souk.kernel.proof.StoredRecord;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which streams have no secrets any more: once they have none, they never have any again. And of
 * which events nobody is ever told.
 */
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

    private record Kind(boolean secret, boolean discloses) {}

    private final EventRecords records;
    private final ConcurrentMap<String, Kind> kinds = new ConcurrentHashMap<>();
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

    /** Whether nobody is told that this has happened. */
    boolean isSecret(StoredRecord stored) {
        return kind(stored).secret;
    }

    private Seen lookFrom(String stream, long first) {
        long seen = first;
        List<StoredRecord> piece;
        do {
            piece = records.stream(stream, seen, PIECE);
            if (piece.stream().anyMatch(it -> kind(it).discloses)) {
                return new Seen(seen + piece.size(), true);
            }
            seen += piece.size();
        } while (piece.size() == PIECE);
        return new Seen(seen, false);
    }

    // what a name stands for does not change while a process runs
    private Kind kind(StoredRecord stored) {
        return kinds.computeIfAbsent(
                stored.type() + " " + stored.revision(),
                _ -> {
                    List<Entry> now = records.decode(stored);
                    return new Kind(isAny(now, Secret.class), isAny(now, Discloses.class));
                });
    }

    private static boolean isAny(List<Entry> events, Class<? extends Annotation> what) {
        return events.stream().anyMatch(it -> it.payloadType().isAnnotationPresent(what));
    }
}
