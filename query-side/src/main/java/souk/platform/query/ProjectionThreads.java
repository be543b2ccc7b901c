package souk.platform.query;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A projection's own threads. Whatever one of them has just done, others may have waited for. What
 * comes right after that rests a little unless somebody waits for it: a batch of one event costs
 * nearly as much as one of ten.
 */
class ProjectionThreads extends ScheduledThreadPoolExecutor {

    private final Runnable afterEach;
    private final long restNanos;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile long lastEnd;

    ProjectionThreads(String name, int threads, Duration rest, Runnable afterEach) {
        super(threads, Thread.ofVirtual().name(name + "-", 0).factory());
        this.afterEach = afterEach;
        this.restNanos = rest.toNanos();
        this.lastEnd = System.nanoTime() - restNanos;
    }

    /** How Axon hands over what there is to handle. */
    @Override
    public Future<?> submit(Runnable task) {
        long left = waiting.get() > 0 ? 0 : lastEnd + restNanos - System.nanoTime();
        Future<?> submitted = schedule(task, Math.max(0, left), TimeUnit.NANOSECONDS);
        if (left > 0 && waiting.get() > 0) {
            hurry();
        }
        return submitted;
    }

    @Override
    protected void afterExecute(Runnable task, Throwable failure) {
        super.afterExecute(task, failure);
        lastEnd = System.nanoTime();
        afterEach.run();
    }

    /** Nothing rests until there are as many endings. */
    void beginWaiting() {
        waiting.incrementAndGet();
        hurry();
    }

    void endWaiting() {
        waiting.decrementAndGet();
    }

    private void hurry() {
        for (Runnable resting : getQueue().toArray(Runnable[]::new)) {
            if (remove(resting)) {
                execute(resting);
            }
        }
    }
}
