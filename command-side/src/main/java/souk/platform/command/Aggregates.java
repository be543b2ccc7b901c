package souk.platform.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

import souk.kernel.CommonRejection.VersionMismatch;
import souk.kernel.Rejected;
import souk.kernel.SequenceNumbers;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Aggregates of one type for decisions over several, of this and of other types, in one unit of
 * work. What {@code DecisionGuard} does for decisions of one: a refusal, or an answer without
 * events, that came from a stale cache entry is decided again.
 */
public final class Aggregates<T> {

    private static final String RESOURCE = Aggregates.class.getName();

    private record Loaded(Aggregate<?> aggregate, long version) {

        boolean hasChanged() {
            return aggregate.version() != version;
        }
    }

    private final Class<T> type;
    private final Supplier<Repository<T>> repository;
    private final Supplier<EventStore> events;

    public Aggregates(
            Class<T> type, Supplier<Repository<T>> repository, Supplier<EventStore> events) {
        this.type = type;
        this.repository = repository;
        this.events = events;
    }

    public Optional<Aggregate<T>> find(String id) {
        Loaded before = loaded().get(id);
        if (before != null) {
            return Optional.of(ofThisType(before.aggregate));
        }
        try {
            Aggregate<T> aggregate = repository.get().load(id);
            loaded().put(id, new Loaded(aggregate, aggregate.version()));
            return Optional.of(aggregate);
        } catch (AggregateNotFoundException none) {
            return Optional.empty();
        }
    }

    public Aggregate<T> create(Callable<T> creation) {
        try {
            return repository.get().newInstance(creation);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Of those who say which version they have seen. */
    public static void mustBeAt(@Nullable Number expected, Aggregate<?> aggregate) {
        if (expected != null && expected.longValue() != aggregate.version()) {
            throw new Rejected(new VersionMismatch(aggregate.version()));
        }
    }

    /**
     * The decision, once it is sure not to rest on something outdated, whatever the type of what
     * was loaded on the way.
     */
    public <R> R decide(Supplier<R> decision) {
        try {
            R answer = decision.get();
            // those that have new events are checked by storing them
            mustBeCurrent(loaded -> !loaded.hasChanged());
            return answer;
        } catch (Rejected refusal) {
            mustBeCurrent(_ -> true);
            throw refusal;
        }
    }

    private void mustBeCurrent(Predicate<Loaded> which) {
        Map<String, Long> read = new LinkedHashMap<>();
        loaded().forEach(
                        (id, loaded) -> {
                            if (which.test(loaded)) {
                                read.put(id, loaded.version);
                            }
                        });
        // by others: what this unit of work has to say does not count yet
        Map<String, Long> stored = Apart.from(() -> stored(read.keySet()));
        read.forEach(
                (id, version) -> {
                    if (!version.equals(stored.get(id))) {
                        throw new ConcurrencyException("Decided on a stale state of " + id);
                    }
                });
    }

    // others wait for what is locked here: one question, where the store understands it
    private Map<String, Long> stored(Set<String> ids) {
        if (ids.size() > 1 && events.get() instanceof SequenceNumbers store) {
            return store.lastSequenceNumbersFor(ids);
        }
        Map<String, Long> stored = new HashMap<>();
        for (String id : ids) {
            events.get().lastSequenceNumberFor(id).ifPresent(last -> stored.put(id, last));
        }
        return stored;
    }

    @SuppressWarnings("unchecked") // just looked
    private Aggregate<T> ofThisType(Aggregate<?> aggregate) {
        if (!type.isAssignableFrom(aggregate.rootType())) {
            throw new IllegalStateException(aggregate.identifierAsString() + " is no " + type);
        }
        return (Aggregate<T>) aggregate;
    }

    private static Map<String, Loaded> loaded() {
        return CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(RESOURCE, _ -> new LinkedHashMap<>());
    }
}
