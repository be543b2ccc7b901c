package souk.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * For waiting: goes on evenly whatever becomes of the time of day. Where a processor went by that,
 * it would rest until the clock, once set back, has come to where it was.
 */
public final class SteadyClock extends Clock {

    private static final SteadyClock INSTANCE = new SteadyClock();

    private final Instant begun = Instant.now();
    private final long begunNanos = System.nanoTime();

    private SteadyClock() {}

    /** The one of this process. */
    public static Clock instance() {
        return INSTANCE;
    }

    @Override
    public Instant instant() {
        return begun.plusNanos(System.nanoTime() - begunNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Knows no time of day");
    }
}
