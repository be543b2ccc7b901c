package souk.platform.store;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.springframework.jdbc.core.JdbcOperations;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The dictionary of stored types: a small number in the event table stands for name, revision and
 * kind of stream.
 */
class EventTypes {

    record StoredType(SerializedType type, String streamType) {}

    private static final int MAX_ATTEMPTS = 100;

    private final JdbcOperations jdbc;
    private final ReentrantLock registering = new ReentrantLock();
    private final Map<StoredType, Short> ids = new ConcurrentHashMap<>();
    private final Map<Short, StoredType> types = new ConcurrentHashMap<>();

    EventTypes(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    short idOf(StoredType type) {
        Short id = ids.get(type);
        return id != null ? id : register(type);
    }

    StoredType typeOf(short id) {
        return find(id).orElseThrow(
                        () -> new UnknownNameException("The store holds no type number " + id));
    }

    Optional<StoredType> find(short id) {
        StoredType type = types.get(id);
        if (type == null) {
            load();
            type = types.get(id);
        }
        return Optional.ofNullable(type);
    }

    /** Those of events: snapshots are named after their streams, and may be of the past. */
    List<SerializedType> all() {
        load();
        return types.values().stream()
                .filter(stored -> !stored.type().getName().endsWith("." + stored.streamType()))
                .map(StoredType::type)
                .distinct()
                .toList();
    }

    /** The numbers of all types of which this holds. */
    List<Short> numbersOf(Predicate<SerializedType> which) {
        load();
        return types.entrySet().stream()
                .filter(stored -> which.test(stored.getValue().type()))
                .map(Map.Entry::getKey)
                .toList();
    }

    // once per process and type; among processes, the unique constraints make them agree
    private short register(StoredType type) {
        registering.lock();
        try {
            for (int attempt = 0; !ids.containsKey(type); attempt++) {
                if (attempt == MAX_ATTEMPTS) {
                    throw new IllegalStateException("Could not register " + type);
                }
                jdbc.update(
                        """
                        insert into event_store.event_type (id, name, revision, stream_type)
                        select coalesce(max(id), 0) + 1, ?, ?, ? from event_store.event_type
                        on conflict do nothing
                        """,
                        type.type().getName(),
                        type.type().getRevision(),
                        type.streamType());
                load();
            }
            return Objects.requireNonNull(ids.get(type));
        } finally {
            registering.unlock();
        }
    }

    private void load() {
        jdbc.query(
                "select id, name, revision, stream_type from event_store.event_type",
                row -> {
                    var type =
                            new StoredType(
                                    new SimpleSerializedType(row.getString(2), row.getString(3)),
                                    row.getString(4));
                    ids.put(type, row.getShort(1));
                    types.put(row.getShort(1), type);
                });
    }
}
