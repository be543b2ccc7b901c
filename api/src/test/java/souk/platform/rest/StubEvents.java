package souk.platform.rest;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What has happened, in memory. */
@Component
public class StubEvents implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final List<TrackedEventMessage<?>> events = new ArrayList<>();

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

    public synchronized long position() {
        return events.size() - 1L;
    }

    private synchronized Optional<TrackedEventMessage<?>> after(long position, long millis)
            throws InterruptedException {
        if (position + 1 >= events.size() && millis > 0) {
            wait(millis);
        }
        return position + 1 < events.size()
                ? Optional.of(events.get((int) position + 1))
                : Optional.empty();
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(position());
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

        Stream(long position) {
            this.position = position;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            try {
                return after(position, 0);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return after(position, unit.toMillis(timeout)).isPresent();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return after(position++, 1_000).orElseThrow();
        }

        @Override
        public void close() {}
    }
}
