package souk.payment.rest;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How notices are worked off. */
@ConfigurationProperties("souk.payment.inbox")
record InboxSettings(
        int workers,
        Duration lease,
        Duration polling,
        Duration firstRetry,
        Duration longestRetry,
        int mostAttempts,
        Duration kept) {

    private static final int MOST_DOUBLINGS = 30;

    /** Twice as long each time, up to a limit, and somewhere in the second half of that. */
    Duration restAfter(int attempts, RandomGenerator chance) {
        long limit =
                Math.min(
                        longestRetry.toMillis(),
                        firstRetry.toMillis() << Math.min(attempts - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(limit / 2 + chance.nextLong(limit / 2 + 1));
    }
}
