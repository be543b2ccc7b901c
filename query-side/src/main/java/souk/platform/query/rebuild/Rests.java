package souk.platform.query.rebuild;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Those of one thread: as long, compared with its work, as courtesy asks for. */
final class Rests {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Sleeps, but for tests. */
    interface Sleep {
        void nanos(long nanos) throws InterruptedException;
    }

    private final Courtesy courtesy;
    private final LongSupplier nanoTime;
    private final Sleep sleep;
    private long begun;

    Rests(Courtesy courtesy, LongSupplier nanoTime, Sleep sleep) {
        this.courtesy = courtesy;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.begun = nanoTime.getAsLong();
    }

    Rests(Courtesy courtesy) {
        this(courtesy, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    /** What comes next is work; what was before is no reason to rest. */
    void begin() {
        begun = nanoTime.getAsLong();
    }

    /** Between pieces of work. */
    void pause() {
        long worked = nanoTime.getAsLong() - begun;
        double share = courtesy.share();
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
