package souk.platform.process;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to rest after a failure: twice as long each time, up to a limit, and somewhere in the
 * second half of that, so that those who failed together do not come back together.
 */
record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;

    Duration after(int failures, RandomGenerator chance) {
        long limit =
                Math.min(
                        longest.toMillis(), first.toMillis() << Math.min(failures, MOST_DOUBLINGS));
        return Duration.ofMillis(limit / 2 + chance.nextLong(limit / 2 + 1));
    }
}
