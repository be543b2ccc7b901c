package souk.platform.rest.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When a client was told something last, and must be told again that we are there. */
final class Pulse {

    private final Duration every;
    private final Clock clock;
    private Instant last;

    Pulse(Duration every, Clock clock) {
        this.every = every;
        this.clock = clock;
        this.last = clock.instant();
    }

    void felt() {
        last = clock.instant();
    }

    /** Not positive when it is time. */
    Duration left() {
        return every.minus(Duration.between(last, clock.instant()));
    }
}
