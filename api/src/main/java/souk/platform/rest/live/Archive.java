package souk.platform.rest.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.platform.rest.events.EventReader;
import souk.platform.rest.events.Happening;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What has happened before anybody remembers. Only few read at once, and one for each caller; and
 * they take turns, so that one who was away for long does not keep others from reading a little.
 */
@Component
class Archive {

    private static final int PAGE = 1_000;
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> events;
    private final Bulletins bulletins;
    private final Semaphore readers;

    /** Forgotten when nobody waits for it. */
    private final Cache<String, Semaphore> turns = Caffeine.newBuilder().weakValues().build();

    Archive(
            ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> events,
            Bulletins bulletins,
            LiveSettings settings) {
        this.events = events;
        this.bulletins = bulletins;
        this.readers = new Semaphore(settings.readers(), true);
    }

    /**
     * The next page for the listener, no further than the position; empty where others read.
     *
     * @param caller null where it is not known who that is
     */
    List<Bulletin> read(Listener listener, @Nullable String caller, long upTo, Duration patience)
            throws InterruptedException {
        Semaphore own =
                caller == null ? new Semaphore(1) : turns.get(caller, _ -> new Semaphore(1, true));
        if (!own.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return List.of();
        }
        try {
            return inTurn(listener, upTo, patience);
        } finally {
            own.release();
        }
    }

    private List<Bulletin> inTurn(Listener listener, long upTo, Duration patience)
            throws InterruptedException {
        if (!readers.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return List.of();
        }
        try (var reader = new EventReader(events.getObject(), listener.position())) {
            return page(reader, listener, upTo);
        } finally {
            readers.release();
        }
    }

    private List<Bulletin> page(EventReader reader, Listener listener, long upTo)
            throws InterruptedException {
        List<Bulletin> found = new ArrayList<>();
        for (int i = 0; i < PAGE && listener.position() < upTo && !listener.isOver(); i++) {
            Optional<Happening> next = reader.next(A_MOMENT);
            if (next.isEmpty()) {
                return found;
            }
            Bulletin bulletin = bulletins.of(next.get(), listener.topics().keySet());
            if (listener.mayWant(bulletin)) {
                found.add(bulletin);
            }
            listener.move(bulletin.position());
        }
        return found;
    }
}
