package souk.platform.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import souk.kernel.Discloses;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventRecords;
import souk.kernel.EventSecrets;
import souk.kernel.Secret;
import souk.kernel.proof.StoredRecord;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Remembers which streams have disclosed their secrets, and which types of events have any. */
final class StoredSecrets implements EventSecrets {

    private static final int PIECE = 500;
    private static final int MOST = 100_000;

    /** How many events of a stream were looked at. */
    private record Seen(long events, boolean disclosed) {

        static final Seen NOTHING = new Seen(0, false);
    }

    /** What a name and revision stand for. */
    private record Kind(boolean untold, boolean always, boolean secret, boolean discloses) {

        static Kind of(List<Entry> events) {
            List<AnnotatedElement> secrets =
                    events.stream().flatMap(it -> SecretParts.of(it.payloadType())).toList();
            return new Kind(
                    events.stream()
                            .anyMatch(it -> it.payloadType().isAnnotationPresent(Secret.class)),
                    secrets.stream().anyMatch(SecretParts::isAlways),
                    !secrets.isEmpty(),
                    events.stream().anyMatch(Kind::discloses));
        }

        private static boolean discloses(Entry event) {
            return event.unreadable() == null
                    && event.payloadType().isAnnotationPresent(Discloses.class);
        }
    }

    private final EventRecords records;
    private final ConcurrentMap<String, Kind> kinds = new ConcurrentHashMap<>();
    private final Cache<String, Seen> streams = Caffeine.newBuilder().maximumSize(MOST).build();

    StoredSecrets(EventRecords records) {
        this.records = records;
    }

    @Override
    public boolean isDisclosed(String stream) {
        Seen before = streams.get(stream, _ -> Seen.NOTHING);
        if (before.disclosed) {
            return true;
        }
        Seen now = lookFrom(stream, before.events);
        streams.asMap().merge(stream, now, (one, other) -> one.events > other.events ? one : other);
        return now.disclosed;
    }

    private Seen lookFrom(String stream, long first) {
        long seen = first;
        List<StoredRecord> piece;
        do {
            piece = records.stream(stream, seen, PIECE);
            seen += piece.size();
            if (piece.stream().anyMatch(it -> kind(it).discloses)) {
                return new Seen(seen, true);
            }
        } while (piece.size() == PIECE);
        return new Seen(seen, false);
    }

    @Override
    public boolean isUntold(StoredRecord stored) {
        return kind(stored).untold;
    }

    @Override
    public boolean areIn(StoredRecord stored) {
        Kind kind = kind(stored);
        return kind.always || kind.secret && !isDisclosed(stored.stream());
    }

    // does not change while a process runs, but one that can't be read does not tell of all others
    private Kind kind(StoredRecord stored) {
        String name = stored.type() + " " + stored.revision();
        Kind known = kinds.get(name);
        if (known != null) {
            return known;
        }
        List<Entry> now = records.decode(stored);
        Kind found = Kind.of(now);
        if (!now.isEmpty() && now.stream().allMatch(it -> it.unreadable() == null)) {
            kinds.put(name, found);
        }
        return found;
    }
}
