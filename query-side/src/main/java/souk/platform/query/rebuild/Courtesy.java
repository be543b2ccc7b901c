package souk.platform.query.rebuild;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Makes way for live work: while live projections lag behind, a rebuild rests three times as long
 * as it works. It never stops altogether, since they may lag for reasons of their own.
 */
final class Courtesy {

    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int RESTS = 3;

    /** Sleeps, but for tests. */
    interface Rest {
        void nanos(long nanos) throws InterruptedException;
    }

    private final LongSupplier lag;
    private final long tolerated;
    private final LongSupplier nanoTime;
    private final Rest rest;
    private long looked;
    private long begun;
    private boolean suffering;

    Courtesy(LongSupplier lag, long tolerated, LongSupplier nanoTime, Rest rest) {
        this.lag = lag;
        this.tolerated = tolerated;
        this.nanoTime = nanoTime;
        this.rest = rest;
        this.begun = nanoTime.getAsLong();
        this.looked = begun - GLANCE_NANOS;
    }

    /** Between pieces of work. */
    void pause() {
        long now = nanoTime.getAsLong();
        if (now - looked >= GLANCE_NANOS) {
            suffering = lag.getAsLong() > tolerated;
            looked = now;
        }
        if (suffering) {
            sleep(Math.min(RESTS * (now - begun), LONGEST_NANOS));
        }
        begun = nanoTime.getAsLong();
    }

    private void sleep(long nanos) {
        try {
            rest.nanos(nanos);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Interrupted(stopped);
        }
    }
}
