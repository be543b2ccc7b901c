package souk.audit.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.stereotype.Component;

import souk.kernel.Discloses;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventRecords;
import souk.kernel.Secret;
import souk.kernel.proof.StoredRecord;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which events hold what nobody may know yet. */
@Component
class KeptSecrets {

    private static final int PIECE = 500;
    private static final int MOST = 100_000;

    /** What a name stands for, which does not change while a process runs. */
    private record Kind(boolean secret, boolean discloses) {}

    /** How many events of a stream were looked at. */
    private record Seen(long events, boolean disclosed) {}

    private final EventRecords records;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
    private final Cache<String, Seen> streams = Caffeine.newBuilder().maximumSize(MOST).build();

    KeptSecrets(EventRecords records) {
        this.records = records;
    }

    boolean areIn(StoredRecord stored) {
        return kind(stored).secret && !isDisclosed(stored.stream());
    }

    private boolean isDisclosed(String stream) {
        Seen seen = streams.get(stream, _ -> new Seen(0, false));
        while (!seen.disclosed) {
            List<StoredRecord> piece = records.stream(stream, seen.events, PIECE);
            boolean disclosed = piece.stream().anyMatch(it -> kind(it).discloses);
            seen = new Seen(seen.events + piece.size(), disclosed);
            if (piece.size() < PIECE) {
                break;
            }
        }
        streams.put(stream, seen);
        return seen.disclosed;
    }

    private Kind kind(StoredRecord stored) {
        return kinds.computeIfAbsent(
                stored.type() + " " + stored.revision(),
                _ -> {
                    List<Entry> now = records.decode(stored);
                    return new Kind(
                            now.stream()
                                    .anyMatch(
                                            it -> holdsSecrets(it.payloadType(), new HashSet<>())),
                            now.stream()
                                    .anyMatch(
                                            it ->
                                                    it.payloadType()
                                                            .isAnnotationPresent(Discloses.class)));
                });
    }

    private static boolean holdsSecrets(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return false;
        }
        if (type instanceof ParameterizedType generic) {
            return holdsSecrets(generic.getRawType(), seen)
                    || List.of(generic.getActualTypeArguments()).stream()
                            .anyMatch(it -> holdsSecrets(it, seen));
        }
        return type instanceof Class<?> known
                && (known.isRecord()
                        ? List.of(known.getRecordComponents()).stream()
                                .anyMatch(it -> isSecret(it, seen))
                        : known.isSealed()
                                && List.of(known.getPermittedSubclasses()).stream()
                                        .anyMatch(it -> holdsSecrets(it, seen)));
    }

    private static boolean isSecret(RecordComponent component, Set<Type> seen) {
        return component.isAnnotationPresent(Secret.class)
                || holdsSecrets(component.getGenericType(), seen);
    }
}
