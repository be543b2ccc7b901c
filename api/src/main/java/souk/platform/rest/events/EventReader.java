package souk.platform.rest.events;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads what has happened, position by position. What a later version has stored is passed over:
 * views wait until they can read it, but whoever only tells of things must not fall silent.
 */
public final class EventReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private BlockingStream<TrackedEventMessage<?>> stream;
    private long position;

    public EventReader(StreamableMessageSource<TrackedEventMessage<?>> source, long position) {
        this.source = source;
        this.position = position;
        this.stream = source.openStream(tokenOf(position));
    }

    /** Nothing where nothing has happened for so long. */
    public Optional<Happening> next(Duration patience) throws InterruptedException {
        List<TrackedEventMessage<?>> events = new ArrayList<>(1);
        try {
            if (!stream.hasNextAvailable((int) patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            do {
                events.add(stream.nextAvailable());
            } while (isMoreAt(positionOf(events.getFirst().trackingToken())));
        } catch (SerializationException unreadable) {
            position = events.isEmpty() ? passOver(unreadable) : positionOf(events);
            reopen();
            return Optional.of(new Happening(position, events));
        }
        position = positionOf(events);
        return Optional.of(new Happening(position, events));
    }

    // positions have no gaps, and whatever can be read before it has been
    private long passOver(SerializationException unreadable) {
        LOG.warn("The event at {} can't be read: nobody is told of it", position + 1, unreadable);
        return position + 1;
    }

    // one that was stored may be several by now
    private boolean isMoreAt(long here) {
        return stream.peek().filter(next -> positionOf(next.trackingToken()) == here).isPresent();
    }

    private void reopen() {
        stream.close();
        stream = source.openStream(tokenOf(position));
    }

    private static long positionOf(List<TrackedEventMessage<?>> events) {
        return positionOf(events.getFirst().trackingToken());
    }

    static long positionOf(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }

    private static @Nullable TrackingToken tokenOf(long position) {
        return position < 0 ? null : new GlobalSequenceTrackingToken(position);
    }

    @Override
    public void close() {
        stream.close();
    }
}
