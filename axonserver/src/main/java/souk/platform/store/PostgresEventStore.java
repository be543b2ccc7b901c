package souk.platform.store;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

import souk.kernel.SequenceNumbers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The embedded event store: durable when the unit of work prepares to commit, readable by position
 * at once.
 */
public class PostgresEventStore extends AbstractEventStore implements SequenceNumbers {

    private final PostgresEventStorageEngine engine;
    private final EventTail tail;

    private PostgresEventStore(Builder builder, PostgresEventStorageEngine engine, EventTail tail) {
        super(builder);
        this.engine = engine;
        this.tail = tail;
    }

    static PostgresEventStore over(PostgresEventStorageEngine engine, EventTail tail) {
        Builder builder = new Builder();
        builder.storageEngine(engine);
        return new PostgresEventStore(builder, engine, tail);
    }

    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        Outage.reportedOrUndone(
                "PostgreSQL",
                () -> {
                    super.prepareCommit(events);
                    return events;
                });
    }

    @Override
    public DomainEventStream readEvents(String stream) {
        return DomainEventStream.concat(
                reported(() -> engine.readFromSnapshot(stream)),
                DomainEventStream.of(stagedDomainEventMessages(stream)));
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstSequence) {
        return reported(() -> super.readEvents(stream, firstSequence));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return reported(() -> super.lastSequenceNumberFor(stream));
    }

    @Override
    public Map<String, Long> lastSequenceNumbersFor(Collection<String> streams) {
        return reported(() -> engine.lastSequenceNumbersFor(streams));
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return reported(super::createHeadToken);
    }

    private static <T extends @Nullable Object> T reported(Supplier<T> work) {
        return Outage.reported("PostgreSQL", work);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new PositionStream(tail, engine::page, PostgresEventStorageEngine.positionOf(token));
    }

    /** Nothing decoded stays in memory, such as after erasing a person. */
    public void forgetDecodedEvents() {
        tail.clear();
    }

    private static final class Builder extends AbstractEventStore.Builder {}
}
