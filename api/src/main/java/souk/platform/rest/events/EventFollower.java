package souk.platform.rest.events;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import souk.platform.rest.Background;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Reads all events as they are stored, by whichever node: once for all who want to see them. */
@Component
public class EventFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> events;
    private final List<Witness> witnesses;
    private final Background background = new Background("events", this::follow);
    private final AtomicReference<@Nullable TrackingToken> last = new AtomicReference<>();

    EventFollower(
            ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> events,
            List<Witness> witnesses) {
        this.events = events;
        this.witnesses = witnesses;
    }

    private void follow() {
        while (background.isWanted()) {
            try (BlockingStream<TrackedEventMessage<?>> stream = open()) {
                while (background.isWanted()) {
                    if (stream.hasNextAvailable(1, TimeUnit.SECONDS)) {
                        tell(stream.nextAvailable());
                    }
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                if (background.isWanted()) {
                    LOG.warn("Events can't be followed: they are told later", failed);
                }
            } finally {
                witnesses.forEach(Witness::pause);
            }
            background.pause(PAUSE);
        }
    }

    private BlockingStream<TrackedEventMessage<?>> open() {
        var source = events.getObject();
        TrackingToken head = source.createHeadToken();
        TrackingToken from = last.get() == null ? head : last.get();
        BlockingStream<TrackedEventMessage<?>> stream = source.openStream(from);
        last.set(from);
        witnesses.forEach(witness -> witness.begin(positionOf(from), positionOf(head)));
        return stream;
    }

    private void tell(TrackedEventMessage<?> event) {
        long position = positionOf(event.trackingToken());
        witnesses.forEach(witness -> witness.see(event, position));
        last.set(event.trackingToken());
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }

    @Override
    public void start() {
        background.start();
    }

    @Override
    public void stop() {
        background.stop(PATIENCE);
    }

    @Override
    public boolean isRunning() {
        return background.isRunning();
    }
}
