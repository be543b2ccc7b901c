package souk.platform.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;

import souk.kernel.Rejected;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Aggregates of one type for decisions over several of them in one unit of work. What {@code
 * DecisionGuard} does for decisions of one: a refusal, or an answer without events, that came from
 * a stale cache entry is decided again.
 */
public final class Aggregates<T> {

    private record Loaded<T>(Aggregate<T> aggregate, long version) {}

    private final Supplier<Repository<T>> repository;
    private final Supplier<EventStore> events;
    private final String resource;

    public Aggregates(
            Class<T> type, Supplier<Repository<T>> repository, Supplier<EventStore> events) {
        this.repository = repository;
        this.events = events;
        this.resource = Aggregates.class.getName() + type.getName();
    }

    public Optional<Aggregate<T>> find(String id) {
        Loaded<T> before = loaded().get(id);
        if (before != null) {
            return Optional.of(before.aggregate);
        }
        try {
            Aggregate<T> aggregate = repository.get().load(id);
            loaded().put(id, new Loaded<>(aggregate, aggregate.version()));
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

    /** The decision, once it is sure not to rest on something outdated. */
    public <R> R decide(Supplier<R> decision) {
        try {
            R answer = decision.get();
            mustBeCurrent();
            return answer;
        } catch (Rejected refusal) {
            mustBeCurrent();
            throw refusal;
        }
    }

    // those that have new events are checked by storing them
    private void mustBeCurrent() {
        loaded().forEach(
                        (id, loaded) -> {
                            if (loaded.aggregate.version() == loaded.version
                                    && events.get().lastSequenceNumberFor(id).orElse(-1L)
                                            != loaded.version) {
                                throw new ConcurrencyException("Decided on a stale state of " + id);
                            }
                        });
    }

    private Map<String, Loaded<T>> loaded() {
        return CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(resource, _ -> new LinkedHashMap<>());
    }
}
