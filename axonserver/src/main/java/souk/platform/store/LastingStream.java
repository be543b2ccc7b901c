package souk.platform.store;

import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Events that outlast the connection they come by. While the server is away there are none, and
 * then they go on: a processor that hears of failures would pause for up to a minute. Types that a
 * processor ignores are not skipped: its position would stand still, and who waits to read his own
 * writes would wait in vain.
 */
final class LastingStream implements TrackingEventStream {

    private final Function<@Nullable TrackingToken, TrackingEventStream> opener;
    private final long pauseNanos;
    private @Nullable TrackingToken last;
    private @Nullable TrackingEventStream stream;
    private @Nullable Runnable callback;
    private long brokenAt;
    private boolean closed;

    LastingStream(
            @Nullable TrackingToken start,
            Function<@Nullable TrackingToken, TrackingEventStream> opener,
            Duration pause) {
        this.opener = opener;
        this.pauseNanos = pause.toNanos();
        this.last = start;
        this.stream = opener.apply(start);
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        TrackingEventStream current = current();
        if (current == null) {
            return Optional.empty();
        }
        try {
            return current.peek();
        } catch (AxonServerException broken) {
            leave(current);
            return Optional.empty();
        }
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        TrackingEventStream current = current();
        if (current == null) {
            TimeUnit.NANOSECONDS.sleep(Math.min(unit.toNanos(timeout), pauseNanos));
            return false;
        }
        try {
            return current.hasNextAvailable(timeout, unit);
        } catch (AxonServerException broken) {
            leave(current);
            return false;
        }
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (true) {
            TrackingEventStream current = current();
            if (current != null && hasNextAvailable(1, TimeUnit.SECONDS)) {
                TrackedEventMessage<?> event = current.nextAvailable();
                last = event.trackingToken();
                return event;
            }
            if (closed) {
                throw new IllegalStateException("The stream is closed");
            }
            if (current == null) {
                TimeUnit.NANOSECONDS.sleep(pauseNanos);
            }
        }
    }

    private @Nullable TrackingEventStream current() {
        if (stream == null && !closed && System.nanoTime() - brokenAt >= pauseNanos) {
            TrackingEventStream fresh = opener.apply(last);
            if (callback != null) {
                fresh.setOnAvailableCallback(callback);
            }
            stream = fresh;
        }
        return stream;
    }

    private void leave(TrackingEventStream broken) {
        broken.close();
        stream = null;
        brokenAt = System.nanoTime();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        this.callback = callback;
        return stream == null || stream.setOnAvailableCallback(callback);
    }

    @Override
    public void close() {
        closed = true;
        if (stream != null) {
            stream.close();
        }
    }
}
