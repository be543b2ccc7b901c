package souk.platform.store;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/**
 * The embedded event store: durable when the unit of work prepares to commit, readable by position
 * at once.
 */
public class PostgresEventStore extends AbstractEventStore {

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
    public DomainEventStream readEvents(String stream) {
        return DomainEventStream.concat(
                engine.readFromSnapshot(stream),
                DomainEventStream.of(stagedDomainEventMessages(stream)));
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
