package souk.platform.query.rebuild;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Those of one thread: as long, compared with its work, as courtesy asks for. */
final class Rests {

    static final double SHARE_IN_TRANSACTION = 0.5;

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Sleeps, but for tests. */
    interface Sleep {
        void nanos(long nanos) throws InterruptedException;
    }

    private final Courtesy courtesy;
    private final double least;
    private final LongSupplier nanoTime;
    private final Sleep sleep;
    private long begun;

    Rests(Courtesy courtesy, double least, LongSupplier nanoTime, Sleep sleep) {
        this.courtesy = courtesy;
        this.least = least;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.begun = nanoTime.getAsLong();
    }

    Rests(Courtesy courtesy) {
        this(courtesy, 0, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    /**
     * Of one that writes or has a snapshot, and rests no longer than it works: as long as that
     * lasts, dead rows of everybody stay where they are, and are in the way.
     */
    static Rests inTransaction(Courtesy courtesy) {
        return new Rests(
                courtesy, SHARE_IN_TRANSACTION, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    /** What comes next is work; what was before is no reason to rest. */
    void begin() {
        begun = nanoTime.getAsLong();
    }

    /** Between pieces of work. */
    void pause() {
        long worked = nanoTime.getAsLong() - begun;
        double share = Math.max(least, courtesy.share());
        if (share < 1) {
            sleep(Math.min(Math.round(worked * (1 / share - 1)), LONGEST_NANOS));
        }
        begin();
    }

    private void sleep(long nanos) {
        try {
            sleep.nanos(nanos);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Interrupted(stopped);
        }
    }
}
