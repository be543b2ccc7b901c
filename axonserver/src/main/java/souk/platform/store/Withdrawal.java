package souk.platform.store;

import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;

import souk.platform.SteadyClock;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets others have what this node handles once it is cut off from Axon Server: its claims are in
 * PostgreSQL, which it may still reach, and would be kept as long as it lives. Takes them up again
 * when it is back, if nobody has.
 */
final class Withdrawal {

    private record Part(StreamingEventProcessor processor, int segment) {

        void letGoFor(Duration time) {
            // which Axon adds to the time of day, whatever clock the processor was given
            Instant until = SteadyClock.instance().instant().plus(time);
            long millis = ChronoUnit.MILLIS.between(GenericEventMessage.clock.instant(), until);
            processor.releaseSegment(segment, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Asked for again in time, as long as it lasts. */
    private static final Duration AWAY = Duration.ofSeconds(30);

    private final BooleanSupplier connected;
    private final Supplier<Collection<EventProcessor>> processors;
    private final int patience;
    private final Set<Part> given = new HashSet<>();
    private int missed;

    /**
     * @param patience how many looks in a row must find it cut off
     */
    Withdrawal(
            BooleanSupplier connected,
            Supplier<Collection<EventProcessor>> processors,
            int patience) {
        this.connected = connected;
        this.processors = processors;
        this.patience = patience;
    }

    /** Is to be called every now and then. */
    void look() {
        if (connected.getAsBoolean()) {
            missed = 0;
            given.forEach(part -> part.letGoFor(Duration.ZERO));
            given.clear();
        } else if (++missed >= patience) {
            processors.get().forEach(this::add);
            given.forEach(part -> part.letGoFor(AWAY));
        }
    }

    private void add(EventProcessor processor) {
        if (processor instanceof StreamingEventProcessor streaming) {
            streaming
                    .processingStatus()
                    .keySet()
                    .forEach(segment -> given.add(new Part(streaming, segment)));
        }
    }
}
