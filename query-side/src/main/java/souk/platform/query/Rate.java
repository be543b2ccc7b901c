package souk.platform.query;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many of something there have been per second, over the last ten seconds. */
public class Rate {

    private static final int SECONDS = 10;

    private final long[] counts = new long[SECONDS];
    private final long[] seconds = new long[SECONDS];
    private final LongSupplier nanoTime;
    private final long start;

    public Rate() {
        this(System::nanoTime);
    }

    Rate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    public synchronized void add(long more) {
        long now = now();
        int slot = (int) (now % SECONDS);
        if (seconds[slot] != now) {
            seconds[slot] = now;
            counts[slot] = 0;
        }
        counts[slot] += more;
    }

    public synchronized double perSecond() {
        long now = now();
        long total = 0;
        for (int slot = 0; slot < SECONDS; slot++) {
            total += seconds[slot] > now - SECONDS ? counts[slot] : 0;
        }
        return (double) total / SECONDS;
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - start);
    }
}
