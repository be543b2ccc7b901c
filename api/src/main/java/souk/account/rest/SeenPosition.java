package souk.account.rest;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Up to which position something has been seen, and who waits for more. */
final class SeenPosition {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean following;
    private int waiting;
    private volatile long position;

    void start(long at) {
        set(at, true);
    }

    void stop() {
        set(position, false);
    }

    /** By one thread at a time. */
    void advance(long to) {
        position = to;
        lock.lock();
        try {
            if (waiting > 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void set(long at, boolean isFollowing) {
        lock.lock();
        try {
            position = at;
            following = isFollowing;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Does not wait for those who do not follow. */
    void await(long wanted, Duration patience) {
        long nanos = patience.toNanos();
        lock.lock();
        waiting++;
        try {
            while (following && position < wanted && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            waiting--;
            lock.unlock();
        }
    }
}
