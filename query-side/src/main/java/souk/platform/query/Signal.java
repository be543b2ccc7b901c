package souk.platform.query;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who wait for something to change. */
class Signal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private long times;

    void raise() {
        lock.lock();
        try {
            times++;
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** To be asked before looking, so that no change after the look is missed. */
    long times() {
        lock.lock();
        try {
            return times;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the signal has been raised more often than it had been, or time is up. */
    void awaitAfter(long seen, long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (times == seen && left > 0) {
                left = raised.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
