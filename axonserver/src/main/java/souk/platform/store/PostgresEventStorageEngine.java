package souk.platform.store;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import souk.kernel.MessageKeys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Axon's view of our event table: messages in, messages out. */
class PostgresEventStorageEngine implements EventStorageEngine {

    private static final Logger log = LoggerFactory.getLogger(PostgresEventStorageEngine.class);
    private static final int PAGE = 1_000;

    private final EventLog events;
    private final EventTypes types;
    private final GroupCommit writer;
    private final PublishedNames names;
    private final PublishedSerializer serializer;
    private final EventUpcaster upcasters;

    PostgresEventStorageEngine(
            EventLog events,
            EventTypes types,
            GroupCommit writer,
            PublishedNames names,
            PublishedSerializer serializer,
            EventUpcaster upcasters) {
        this.events = events;
        this.types = types;
        this.writer = writer;
        this.names = names;
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /** On disk when this returns; the unit of work learns the position of the last one. */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        List<StoredEvent> rows =
                messages.stream()
                        .map(message -> StoredEvent.of(message, serializer, types))
                        .toList();
        long last = writer.append(rows, messages);
        CurrentUnitOfWork.ifStarted(
                unit ->
                        unit.root()
                                .resources()
                                .merge(
                                        MessageKeys.POSITION,
                                        last,
                                        PostgresEventStorageEngine::later));
    }

    private static Object later(Object one, Object other) {
        return Math.max((Long) one, (Long) other);
    }

    /** Snapshot and later events in one round trip; all events where the snapshot can't be read. */
    DomainEventStream readFromSnapshot(String stream) {
        EventLog.History history = events.history(stream);
        if (history.snapshot().isEmpty()) {
            return messages(history.events());
        }
        Optional<DomainEventMessage<?>> snapshot = readable(history.snapshot().get());
        return snapshot.isPresent()
                ? DomainEventStream.concat(
                        DomainEventStream.of(snapshot.get()), messages(history.events()))
                : readEvents(stream, 0);
    }

    // a snapshot of an older revision is not upcast but replaced by the next one
    private Optional<DomainEventMessage<?>> readable(StoredEvent row) {
        if (!names.isCurrent(types.typeOf(row.type()).type())) {
            return Optional.empty();
        }
        try {
            DomainEventMessage<?> snapshot = messages(List.of(row)).next();
            snapshot.getPayload();
            return Optional.of(snapshot);
        } catch (RuntimeException unreadable) {
            log.warn("The snapshot of {} can't be read, its events are", row.stream(), unreadable);
            return Optional.empty();
        }
    }

    private DomainEventStream messages(List<StoredEvent> rows) {
        return EventStreamUtils.upcastAndDeserializeDomainEvents(
                rows.stream().<DomainEventData<?>>map(row -> row.toData(types)),
                serializer,
                upcasters);
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstSequence) {
        return messages(events.stream(stream, firstSequence));
    }

    /** Ends before what can't be read: that fails only where it comes first. */
    PositionStream.Page page(long after) {
        List<EventLog.Positioned> page = events.page(after, PAGE);
        try {
            return read(page, after);
        } catch (SerializationException unreadable) {
            return readOneByOne(page);
        }
    }

    private PositionStream.Page read(List<EventLog.Positioned> rows, long after) {
        List<TrackedEventMessage<?>> messages =
                EventUtils.upcastAndDeserializeTrackedEvents(
                                rows.stream()
                                        .map(
                                                row ->
                                                        new TrackedDomainEventData<>(
                                                                new GlobalSequenceTrackingToken(
                                                                        row.position()),
                                                                row.event().toData(types))),
                                serializer,
                                upcasters)
                        .toList();
        return new PositionStream.Page(
                messages, rows.isEmpty() ? after : rows.getLast().position());
    }

    private PositionStream.Page readOneByOne(List<EventLog.Positioned> rows) {
        List<TrackedEventMessage<?>> messages = new ArrayList<>();
        long last = rows.getFirst().position() - 1;
        for (EventLog.Positioned row : rows) {
            try {
                messages.addAll(read(List.of(row), last).events());
            } catch (SerializationException unreadable) {
                if (row == rows.getFirst()) {
                    throw unreadable;
                }
                break;
            }
            last = row.position();
        }
        return new PositionStream.Page(messages, last);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            @Nullable TrackingToken token, boolean mayBlock) {
        PositionStream.Page first = page(positionOf(token));
        return Stream.iterate(
                        first, page -> !page.events().isEmpty(), page -> page(page.lastPosition()))
                .flatMap(page -> page.events().stream());
    }

    static long positionOf(@Nullable TrackingToken token) {
        TrackingToken lower = WrappedToken.unwrapLowerBound(token);
        return lower == null ? -1 : lower.position().orElse(-1);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        events.storeSnapshot(StoredEvent.of(snapshot, serializer, types));
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return events.snapshot(stream).flatMap(this::readable);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return events.lastSequence(stream);
    }

    Map<String, Long> lastSequenceNumbersFor(Collection<String> streams) {
        return events.lastSequences(streams);
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return tokenAt(events.head());
    }

    /** Events recorded at the instant or later come after this token. */
    @Override
    public @Nullable TrackingToken createTokenAt(Instant instant) {
        return tokenAt(events.firstRecordedAt(instant) - 1);
    }

    private static @Nullable TrackingToken tokenAt(long position) {
        return position < 0 ? null : new GlobalSequenceTrackingToken(position);
    }
}
