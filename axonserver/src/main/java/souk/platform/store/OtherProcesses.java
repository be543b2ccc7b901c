package souk.platform.store;

import souk.kernel.OtherWriters;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells from positions, which have no gaps, whether anybody else stores events: every one that this
 * process has not stored itself is somebody's.
 */
final class OtherProcesses implements OtherWriters {

    private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NONE = -1;

    private final LongSupplier nanoTime;
    private long accounted;
    private long unclaimed = NONE;
    private long unclaimedAt;
    private volatile long silentUntil;
    private volatile long disturbed;

    OtherProcesses(long head) {
        this(head, System::nanoTime);
    }

    OtherProcesses(long head, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.accounted = head;
        this.disturbed = nanoTime.getAsLong();
        this.silentUntil = disturbed - BOUND_NANOS;
    }

    /** By this process, in the order of positions. */
    synchronized void stored(long firstPosition, int events) {
        if (firstPosition > accounted + 1) {
            disturbed = nanoTime.getAsLong();
        }
        accounted = Math.max(accounted, firstPosition + events - 1);
    }

    /**
     * Somebody has looked for the head. What nobody has accounted for may be on its way to us from
     * our own writer; what still is when somebody looks the next time counts as that of others.
     *
     * @param began when he began to look
     */
    synchronized void looked(long began, long head) {
        if (unclaimed != NONE && unclaimed <= accounted) {
            silentUntil = unclaimedAt;
        }
        boolean unknownForLong = unclaimed > accounted;
        unclaimed = NONE;
        if (head <= accounted) {
            silentUntil = began;
        } else if (unknownForLong) {
            disturbed = nanoTime.getAsLong();
            accounted = head;
        } else {
            unclaimed = head;
            unclaimedAt = began;
        }
    }

    @Override
    public boolean silentSince(long then) {
        return then - disturbed > 0 && nanoTime.getAsLong() - silentUntil < BOUND_NANOS;
    }
}
