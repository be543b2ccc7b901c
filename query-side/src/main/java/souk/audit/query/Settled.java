package souk.audit.query;

import java.time.Duration;

/** Up to where the store has had events for a while. Used by one thread at a time. */
final class Settled {

    private final long nanos;
    private long position = -1;
    private long candidate = -1;
    private long since = System.nanoTime();

    Settled(Duration age) {
        this.nanos = age.toNanos();
    }

    long asOfNow(long head) {
        if (nanos == 0) {
            return head;
        }
        long now = System.nanoTime();
        if (now - since >= nanos) {
            position = candidate;
            candidate = head;
            since = now;
        }
        return Math.min(position, head);
    }
}
