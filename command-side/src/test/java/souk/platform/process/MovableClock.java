package souk.platform.process;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Time that tests can move on. */
public class MovableClock extends Clock {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    private volatile @Nullable Instant stopped;

    public void moveOn(Duration by) {
        ahead.updateAndGet(by::plus);
    }

    /** It is always then. */
    public void stopAt(Instant time) {
        stopped = time;
    }

    public void goOn() {
        stopped = null;
    }

    @Override
    public Instant instant() {
        Instant always = stopped;
        return always != null ? always : now();
    }

    private Instant now() {
        return Instant.now().plus(ahead.get()).truncatedTo(ChronoUnit.MICROS);
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
