package souk.platform.rest.live;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What has happened before anybody remembers. Only few read at once, and they take turns, so that
 * one who was away for long does not keep others from reading a little.
 */
@Component
class Archive {

    private static final int PAGE = 1_000;

    private final ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> events;
    private final Bulletins bulletins;
    private final Semaphore readers;

    Archive(
            ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> events,
            Bulletins bulletins,
            LiveSettings settings) {
        this.events = events;
        this.bulletins = bulletins;
        this.readers = new Semaphore(settings.readers(), true);
    }

    /** The next page for the listener, no further than the position; empty where others read. */
    List<Bulletin> read(Listener listener, long upTo, Duration patience)
            throws InterruptedException {
        if (!readers.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return List.of();
        }
        try (BlockingStream<TrackedEventMessage<?>> stream = openAfter(listener.position())) {
            return page(stream, listener, upTo);
        } finally {
            readers.release();
        }
    }

    private BlockingStream<TrackedEventMessage<?>> openAfter(long position) {
        return events.getObject()
                .openStream(position < 0 ? null : new GlobalSequenceTrackingToken(position));
    }

    private List<Bulletin> page(
            BlockingStream<TrackedEventMessage<?>> stream, Listener listener, long upTo)
            throws InterruptedException {
        List<Bulletin> found = new ArrayList<>();
        for (int i = 0; i < PAGE && listener.position() < upTo && !listener.isOver(); i++) {
            if (!stream.hasNextAvailable(1, TimeUnit.SECONDS)) {
                return found;
            }
            TrackedEventMessage<?> event = stream.nextAvailable();
            long position = event.trackingToken().position().orElseThrow();
            Bulletin bulletin = bulletins.of(event, position);
            if (listener.mayWant(bulletin)) {
                found.add(bulletin);
            }
            listener.move(position);
        }
        return found;
    }
}
