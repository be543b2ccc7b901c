package souk.platform.query.rebuild;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How much of their time rebuilds work: all of it while nobody else wants anything. Otherwise a
 * share that is halved as long as others may suffer, and grows slowly while there is room for both.
 * It never is nothing, since others may suffer for reasons of their own.
 */
final class Courtesy {

    /** What can be seen of those for whom we make way. */
    interface Others {

        /** Grows with whatever is done for them. Takes long where the store does. */
        long served();

        /** How many events live projections are behind. */
        long lag();

        /** Which part of the processors is in use, by whomever; negative if nobody knows. */
        double load();
    }

    private static final double ALL = 1;
    private static final double FIRST = 0.1;
    private static final double MORE = 0.02;

    /** From there on others wait for processors, by chance, often enough to be felt. */
    private static final double FULL = 0.80;

    private static final double ROOMY = 0.70;

    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long FIRST_GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long GONE_AFTER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Others others;
    private final long toleratedLag;
    private final double least;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private long served;
    private long seen;
    private long nextGlance;
    private volatile double share = ALL;

    /**
     * @param least the share that rebuilds have in any case
     */
    Courtesy(Others others, long toleratedLag, double least, LongSupplier nanoTime) {
        this.others = others;
        this.toleratedLag = toleratedLag;
        this.least = least;
        this.nanoTime = nanoTime;
    }

    /** When a rebuild begins, possibly long after the one before. */
    void begin() {
        looking.lock();
        try {
            long now = nanoTime.getAsLong();
            if (share == ALL || now - seen > GONE_AFTER_NANOS) {
                share = ALL;
                nextGlance = now + FIRST_GLANCE_NANOS;
                others.load(); // from now on
                served = others.served();
            }
        } finally {
            looking.unlock();
        }
    }

    /** Whether somebody wants something. */
    boolean isDue() {
        return share() < ALL;
    }

    double share() {
        if (looking.tryLock()) { // or somebody else does
            try {
                long now = nanoTime.getAsLong();
                if (now - nextGlance >= 0) {
                    look(now);
                    nextGlance = nanoTime.getAsLong() + GLANCE_NANOS;
                }
            } finally {
                looking.unlock();
            }
        }
        return share;
    }

    private void look(long asked) {
        try {
            glance(asked);
        } catch (RuntimeException noAnswer) { // such as where all connections are taken
            seen = nanoTime.getAsLong();
            share = next(true, false);
        }
    }

    private void glance(long asked) {
        long before = served;
        served = others.served();
        long now = nanoTime.getAsLong();
        double load = others.load();
        if (served != before) {
            seen = now;
            boolean suffer = load > FULL || now - asked > SLOW_NANOS || others.lag() > toleratedLag;
            share = next(suffer, load < ROOMY);
        } else if (now - seen > GONE_AFTER_NANOS) {
            share = ALL;
        }
    }

    private double next(boolean suffer, boolean roomy) {
        if (share == ALL) {
            return Math.max(least, FIRST);
        }
        return suffer
                ? Math.max(least, share / 2)
                : roomy ? Math.max(share, Math.min(share + MORE, ALL - MORE)) : share;
    }
}
