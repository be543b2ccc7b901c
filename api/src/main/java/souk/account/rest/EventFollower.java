package souk.account.rest;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Sees all events as they are stored, by whichever node, and tells of those of accounts. */
@Component
class EventFollower implements AccessChanges, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> events;
    private final CurrentAccess access;
    private final SeenPosition seen = new SeenPosition();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    EventFollower(
            ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> events,
            CurrentAccess access) {
        this.events = events;
        this.access = access;
    }

    @Override
    public void await(@Nullable Long position) {
        if (position != null) {
            seen.await(position, PATIENCE);
        }
    }

    private void follow() {
        while (isWanted()) {
            try (BlockingStream<TrackedEventMessage<?>> stream = open()) {
                access.startRemembering();
                while (isWanted()) {
                    if (stream.hasNextAvailable(1, TimeUnit.SECONDS)) {
                        note(stream.nextAvailable());
                    }
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                if (isWanted()) {
                    LOG.warn("Without events, what accounts may do is asked each time", failed);
                }
            } finally {
                seen.stop();
                access.stopRemembering();
            }
            pause();
        }
    }

    private BlockingStream<TrackedEventMessage<?>> open() {
        var source = events.getObject();
        var head = source.createHeadToken();
        BlockingStream<TrackedEventMessage<?>> stream = source.openStream(head);
        seen.start(head == null ? -1 : head.position().orElse(-1));
        return stream;
    }

    private void note(TrackedEventMessage<?> event) {
        access.note(event);
        event.trackingToken().position().ifPresent(seen::advance);
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        Thread follower = Thread.ofVirtual().name("account-access").unstarted(this::follow);
        thread.set(follower);
        follower.start();
    }

    @Override
    public void stop() {
        Thread follower = thread.getAndSet(null);
        if (follower == null) {
            return;
        }
        follower.interrupt();
        try {
            follower.join(PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    // another may have taken over
    private boolean isWanted() {
        return thread.get() == Thread.currentThread();
    }

    @Override
    public boolean isRunning() {
        return thread.get() != null;
    }
}
