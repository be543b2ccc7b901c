package souk.platform.rest.live;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One caller for as long as he may stay. */
final class Presence implements AutoCloseable {

    private final @Nullable String caller;
    private final @Nullable Instant until;
    private final Runnable leaving;
    private volatile boolean over;
    private volatile @Nullable Listener listener;

    /**
     * @param caller who counts for how many he is; null where that is not known
     */
    Presence(@Nullable String caller, @Nullable Instant until, Runnable leaving) {
        this.caller = caller;
        this.until = until;
        this.leaving = leaving;
    }

    @Nullable String caller() {
        return caller;
    }

    void listenWith(Listener ears) {
        listener = ears;
        if (over) {
            ears.end();
        }
    }

    void end() {
        over = true;
        Listener ears = listener;
        if (ears != null) {
            ears.end();
        }
    }

    /** Not longer than he may, and not longer than it is good to be silent. */
    Duration patience(Duration heartbeat, Clock clock) {
        if (over) {
            return Duration.ZERO;
        }
        if (until == null) {
            return heartbeat;
        }
        Duration left = Duration.between(clock.instant(), until);
        return left.compareTo(heartbeat) < 0 ? left : heartbeat;
    }

    @Override
    public void close() {
        leaving.run();
    }
}
