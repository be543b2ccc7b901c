package souk.platform.rest.limit;

import java.time.Duration;

/** So many requests in so much time, at any moment; no limit where the number is zero. */
public record RateLimit(long requests, Duration per) {

    public RateLimit {
        if (requests < 0 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException("a limit is a number of requests in a time");
        }
    }

    boolean isOn() {
        return requests > 0;
    }
}
