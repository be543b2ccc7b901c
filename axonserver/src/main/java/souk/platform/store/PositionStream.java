package souk.platform.store;

import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All events in the order of their positions, from some position on, for ever. Used by one reader
 * at a time.
 */
class PositionStream implements TrackingEventStream {

    /** Pages of stored events, ready to be handled. */
    interface Pages {
        Page after(long position);
    }

    /** One stored event may have become several, or none, by upcasting. */
    record Page(List<? extends TrackedEventMessage<?>> events, long lastPosition) {}

    private static final int FROM_MEMORY = 512;

    private final EventTail tail;
    private final Pages pages;
    private final Queue<TrackedEventMessage<?>> buffer = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private final Runnable wakeUp = this::signal;
    private volatile Runnable onAvailable = () -> {};
    private long position;

    PositionStream(EventTail tail, Pages pages, long position) {
        this.tail = tail;
        this.pages = pages;
        this.position = position;
        tail.onAdvance(wakeUp);
    }

    private void signal() {
        lock.lock();
        try {
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
        onAvailable.run();
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fill();
        return Optional.ofNullable(buffer.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        fill();
        long nanos = unit.toNanos(timeout);
        while (buffer.isEmpty() && nanos > 0) {
            lock.lockInterruptibly();
            try {
                if (tail.head() <= position) {
                    nanos = advanced.awaitNanos(nanos);
                }
            } finally {
                lock.unlock();
            }
            fill();
        }
        return !buffer.isEmpty();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return buffer.remove();
    }

    private void fill() {
        while (buffer.isEmpty() && tail.head() > position) {
            List<TrackedEventMessage<?>> recent = tail.after(position, FROM_MEMORY);
            if (recent.isEmpty()) {
                Page page = pages.after(position);
                buffer.addAll(page.events());
                if (page.lastPosition() == position) {
                    return;
                }
                position = page.lastPosition();
            } else {
                buffer.addAll(recent);
                position += recent.size();
            }
        }
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        onAvailable = callback;
        if (tail.head() > position) {
            callback.run();
        }
        return true;
    }

    @Override
    public void close() {
        tail.forget(wakeUp);
    }
}
