package souk.platform.query.rebuild;

import souk.platform.query.Rate;
import souk.platform.query.rebuild.Rebuild.Progress;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** How far a rebuild is and how fast it goes. Told by its thread, read by others. */
final class Gauge {

    private static final long YOUNG_NANOS = TimeUnit.SECONDS.toNanos(11);

    private final Rate rate = new Rate();
    private volatile long begun = System.nanoTime();
    private volatile long first;
    private volatile long last;
    private volatile long position;

    void expect(long after, long target) {
        begun = System.nanoTime();
        first = after;
        last = target;
        position = after;
    }

    void extend(long target) {
        last = Math.max(last, target);
    }

    void reach(long now) {
        rate.add(Math.max(0, now - position));
        position = now;
    }

    Progress progress(Instant now) {
        long done = Math.max(0, position - first);
        long total = Math.max(done, last - first);
        long perSecond = perSecond(done);
        return new Progress(
                done,
                total,
                perSecond,
                perSecond == 0 ? null : now.plus(Duration.ofSeconds((total - done) / perSecond)));
    }

    // in the first seconds there is no past to look at
    private long perSecond(long done) {
        long nanos = System.nanoTime() - begun;
        return Math.round(
                nanos < YOUNG_NANOS
                        ? done * (double) TimeUnit.SECONDS.toNanos(1) / Math.max(1, nanos)
                        : rate.perSecond());
    }
}
