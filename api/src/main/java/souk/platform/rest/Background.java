package souk.platform.rest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** One thread that works for as long as it is wanted. Work looks at that, and ends by itself. */
public final class Background {

    private final String name;
    private final Runnable work;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    public Background(String name, Runnable work) {
        this.name = name;
        this.work = work;
    }

    public void start() {
        Thread worker = Thread.ofVirtual().name(name).unstarted(work);
        thread.set(worker);
        worker.start();
    }

    /** Whether there was something to stop; returns when it has, or after a while. */
    public boolean stop(Duration patience) {
        Thread worker = thread.getAndSet(null);
        if (worker == null) {
            return false;
        }
        worker.interrupt();
        try {
            worker.join(patience);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    /** Asked by the work itself: another may have taken over. */
    public boolean isWanted() {
        return thread.get() == Thread.currentThread();
    }

    public boolean isRunning() {
        return thread.get() != null;
    }

    /** Before trying again what has failed. */
    public void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
