package souk.audit.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.stereotype.Component;

import souk.kernel.Discloses;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventRecords;
import souk.kernel.Secret;
import souk.kernel.proof.StoredRecord;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which events hold what nobody may know yet, or ever. */
@Component
class KeptSecrets {

    private static final int PIECE = 500;
    private static final int MOST = 100_000;

    /** What a name stands for, which does not change while a process runs. */
    private record Kind(boolean always, boolean secret, boolean discloses) {}

    /** How many events of a stream were looked at. */
    private record Seen(long events, boolean disclosed) {}

    private final EventRecords records;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
    private final Cache<String, Seen> streams = Caffeine.newBuilder().maximumSize(MOST).build();

    KeptSecrets(EventRecords records) {
        this.records = records;
    }

    boolean areIn(StoredRecord stored) {
        Kind kind = kind(stored);
        return kind.always || kind.secret && !isDisclosed(stored.stream());
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
                            secretsOf(now).anyMatch(KeptSecrets::isAlways),
                            secretsOf(now).findAny().isPresent(),
                            now.stream()
                                    .anyMatch(
                                            it ->
                                                    it.payloadType()
                                                            .isAnnotationPresent(Discloses.class)));
                });
    }

    private static boolean isAlways(AnnotatedElement secret) {
        Secret mark = secret.getAnnotation(Secret.class);
        return secret instanceof Class<?> || mark != null && mark.always();
    }

    /** Components and whole types, however deep they lie. */
    private static Stream<AnnotatedElement> secretsOf(List<Entry> events) {
        return events.stream().flatMap(it -> secretsIn(it.payloadType(), new HashSet<>()));
    }

    private static Stream<AnnotatedElement> secretsIn(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return Stream.empty();
        }
        if (type instanceof ParameterizedType generic) {
            return Stream.concat(
                            Stream.of(generic.getRawType()),
                            Stream.of(generic.getActualTypeArguments()))
                    .flatMap(it -> secretsIn(it, seen));
        }
        if (!(type instanceof Class<?> known)) {
            return Stream.empty();
        }
        Stream<AnnotatedElement> inside =
                known.isRecord()
                        ? Stream.of(known.getRecordComponents()).flatMap(it -> secretsAt(it, seen))
                        : known.isSealed()
                                ? Stream.of(known.getPermittedSubclasses())
                                        .flatMap(it -> secretsIn(it, seen))
                                : Stream.empty();
        return Stream.concat(secret(known), inside);
    }

    private static Stream<AnnotatedElement> secretsAt(RecordComponent component, Set<Type> seen) {
        return Stream.concat(secret(component), secretsIn(component.getGenericType(), seen));
    }

    private static Stream<AnnotatedElement> secret(AnnotatedElement element) {
        return element.isAnnotationPresent(Secret.class) ? Stream.of(element) : Stream.empty();
    }
}
