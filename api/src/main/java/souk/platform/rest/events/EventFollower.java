package souk.platform.rest.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import souk.platform.rest.Background;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Reads all events as they are stored, by whichever node: once for all who want to see them. */
@Component
public class EventFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Before the first event, whose position may be 0. */
    private static final long NOT_BEGUN = -2;

    private final ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> events;
    private final List<Witness> witnesses;
    private final Background background = new Background("events", this::follow);
    private final AtomicLong last = new AtomicLong(NOT_BEGUN);

    EventFollower(
            ObjectProvider<StreamableMessageSource<TrackedEventMessage<?>>> events,
            List<Witness> witnesses,
            MeterRegistry meters) {
        this.events = events;
        this.witnesses = witnesses;
        Gauge.builder("souk.events.lag", this, EventFollower::lag)
                .description("Events that are stored, and not yet told to those who follow them")
                .register(meters);
    }

    private void follow() {
        while (background.isWanted()) {
            try (EventReader reader = open()) {
                while (background.isWanted()) {
                    Optional<Happening> next = reader.next(PAUSE);
                    next.ifPresent(this::tell);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (Throwable failed) { // nobody else would start it again
                if (background.isWanted()) {
                    LOG.warn("Events can't be followed: they are told later", failed);
                }
            } finally {
                witnesses.forEach(Witness::pause);
            }
            background.pause(PAUSE);
        }
    }

    private EventReader open() {
        var source = events.getObject();
        long head = EventReader.positionOf(source.createHeadToken());
        long seen = last.get();
        long from = seen == NOT_BEGUN ? head : Math.min(seen, head);
        last.set(from);
        var reader = new EventReader(source, from);
        if (from < seen) {
            LOG.warn("Events were seen up to {}, but there are none after {}", seen, head);
        }
        witnesses.forEach(witness -> witness.begin(from, head));
        return reader;
    }

    private void tell(Happening happening) {
        witnesses.forEach(witness -> witness.see(happening));
        last.set(happening.position());
    }

    private double lag() {
        try {
            long head = EventReader.positionOf(events.getObject().createHeadToken());
            long seen = last.get();
            return seen == NOT_BEGUN ? Double.NaN : Math.max(0, head - seen);
        } catch (RuntimeException away) {
            return Double.NaN;
        }
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
