package souk.platform.store;

import io.grpc.StatusRuntimeException;

import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.axonserver.connector.event.util.GrpcExceptionParser;
import org.axonframework.common.ExceptionUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

import souk.kernel.SequenceNumbers;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Axon Server's event store, behaving as the embedded one does: stored when the unit of work
 * prepares to commit, conflicts and outages told by their type.
 */
class ServerEventStore extends AxonServerEventStore implements SequenceNumbers {

    static final String WHOM = "Axon Server";
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);

    ServerEventStore(Builder builder) {
        super(builder);
    }

    /** Within a unit of work the client would send them later, when nobody can translate. */
    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        try {
            Outage.reportedOrUndone(
                    WHOM,
                    () -> {
                        apart(() -> super.prepareCommit(events));
                        return events;
                    });
        } catch (RuntimeException failure) {
            throw conflictIn(failure).orElse(failure);
        }
    }

    private static void apart(Runnable work) {
        if (!CurrentUnitOfWork.isStarted()) {
            work.run();
            return;
        }
        UnitOfWork<?> unit = CurrentUnitOfWork.get();
        CurrentUnitOfWork.clear(unit);
        try {
            work.run();
        } finally {
            CurrentUnitOfWork.set(unit);
        }
    }

    private static Optional<RuntimeException> conflictIn(RuntimeException failure) {
        return ExceptionUtils.findException(failure, StatusRuntimeException.class)
                .map(GrpcExceptionParser::parse)
                .filter(ConcurrencyException.class::isInstance);
    }

    /** All at once, so that a connection that breaks meanwhile breaks here. */
    @Override
    public DomainEventStream readEvents(String stream) {
        return reported(() -> complete(super.readEvents(stream)));
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstSequence) {
        return reported(() -> complete(super.readEvents(stream, firstSequence)));
    }

    private static DomainEventStream complete(DomainEventStream events) {
        List<? extends DomainEventMessage<?>> all = events.asStream().toList();
        return DomainEventStream.of(all);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return reported(() -> super.lastSequenceNumberFor(stream));
    }

    /** The server has no question about many: all are asked at once. */
    @Override
    public Map<String, Long> lastSequenceNumbersFor(Collection<String> streams) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<Optional<Long>>> asked = new HashMap<>();
            streams.forEach(
                    stream ->
                            asked.put(stream, threads.submit(() -> lastSequenceNumberFor(stream))));
            Map<String, Long> last = new HashMap<>();
            asked.forEach((stream, answer) -> answer(answer).ifPresent(it -> last.put(stream, it)));
            return last;
        }
    }

    private static <T> T answer(Future<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException failure
                    ? failure
                    : new EventStoreException(String.valueOf(failed.getMessage()), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EventStoreException("Interrupted", stopped);
        }
    }

    /** Known without asking, so that new processors start while the server is away. */
    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return reported(super::createHeadToken);
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant instant) {
        return reported(() -> super.createTokenAt(instant));
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new LastingStream(token, super::openStream, RECONNECT_AFTER);
    }

    private static <T extends @Nullable Object> T reported(Supplier<T> work) {
        return Outage.reported(WHOM, work);
    }
}
