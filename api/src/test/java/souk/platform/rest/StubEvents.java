package souk.platform.rest;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What has happened, in memory. */
@Component
public class StubEvents implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final TrackedEventMessage<?> UNREADABLE =
            new GenericTrackedDomainEventMessage<>(
                    new GlobalSequenceTrackingToken(-1),
                    new GenericDomainEventMessage<>("Stub", "unreadable", 0, ""));

    private final List<TrackedEventMessage<?>> events = new ArrayList<>();
    private final Map<Long, TrackedEventMessage<?>> more = new ConcurrentHashMap<>();

    /** What happens to whoever reads; null for nothing. */
    public volatile @Nullable Throwable failing;

    /** Answers its position. */
    public synchronized long happened(String stream, long sequence, Object event) {
        long position = events.size();
        events.add(
                new GenericTrackedDomainEventMessage<>(
                        new GlobalSequenceTrackingToken(position),
                        new GenericDomainEventMessage<>("Stub", stream, sequence, event)));
        notifyAll();
        return position;
    }

    /** As a later version stores it. Answers its position. */
    public synchronized long happenedLater() {
        events.add(UNREADABLE);
        notifyAll();
        return position();
    }

    /** The event before has become two. */
    public synchronized void happenedToo(Object event) {
        var last = (DomainEventMessage<?>) events.getLast();
        more.put(
                position(),
                new GenericTrackedDomainEventMessage<>(
                        new GlobalSequenceTrackingToken(position()),
                        new GenericDomainEventMessage<>(
                                "Stub",
                                last.getAggregateIdentifier(),
                                last.getSequenceNumber(),
                                event)));
    }

    /** Nothing after the position has ever happened. */
    public synchronized void goBackTo(long position) {
        events.subList((int) position + 1, events.size()).clear();
    }

    public synchronized long position() {
        return events.size() - 1L;
    }

    private synchronized Optional<TrackedEventMessage<?>> after(long position, long millis)
            throws InterruptedException {
        if (position + 1 >= events.size() && millis > 0) {
            wait(millis);
        }
        Throwable failure = failing;
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (position + 1 >= events.size()) {
            return Optional.empty();
        }
        TrackedEventMessage<?> next = events.get((int) position + 1);
        if (next == UNREADABLE) {
            throw new SerializationException("a later version's");
        }
        return Optional.of(next);
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return position() < 0 ? null : new GlobalSequenceTrackingToken(position());
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public TrackingToken createTokenAt(Instant time) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken from) {
        return new Stream(from == null ? -1 : from.position().orElse(-1));
    }

    private final class Stream implements TrackingEventStream {

        private long position;
        private @Nullable TrackedEventMessage<?> second;

        Stream(long position) {
            this.position = position;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            if (second != null) {
                return Optional.of(second);
            }
            try {
                return after(position, 0);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return second != null || after(position, unit.toMillis(timeout)).isPresent();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> next = second;
            if (next != null) {
                second = null;
                return next;
            }
            next = after(position, 1_000).orElseThrow();
            position++;
            second = more.get(position);
            return next;
        }

        @Override
        public void close() {}
    }
}
