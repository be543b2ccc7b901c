package souk;

import org.axonframework.eventhandling.GenericEventMessage;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Goes as it should until somebody sets it on. */
class SettableClock extends Clock implements AutoCloseable {

    /** Whoever goes by the clock goes by this one, until the house closes. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Hung {

        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock();
        }
    }

    /** Axon has one clock for all the houses of a process. */
    private final Clock ofOthers = GenericEventMessage.clock;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    void goOn(Duration duration) {
        ahead.updateAndGet(duration::plus);
    }

    void goOnTo(Instant time) {
        goOn(Duration.between(instant(), time));
    }

    /** What both places for events can keep. */
    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get()).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        GenericEventMessage.clock = ofOthers;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
