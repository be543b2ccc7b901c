package souk.platform.rest;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Semaphore;

/**
 * How much of bodies may be in memory at a time. Small ones don't count; of large ones there may be
 * as many as fit, however slowly they come in.
 */
class BodyBudget {

    private static final int SMALL = 16 * 1024;
    private static final int UNIT = 1024;

    private final Semaphore units;

    BodyBudget(int bytes) {
        units = new Semaphore(bytes / UNIT);
    }

    /** A part of the budget, to be given back. */
    interface Share extends AutoCloseable {
        @Override
        void close();
    }

    private static final Share NOTHING = () -> {};

    /** Null where there is no room for so much. */
    @Nullable Share take(int bytes) {
        if (bytes <= SMALL) {
            return NOTHING;
        }
        int wanted = (bytes + UNIT - 1) / UNIT;
        return units.tryAcquire(wanted) ? () -> units.release(wanted) : null;
    }
}
