package souk.platform.rest.limit;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

import java.time.Duration;

/**
 * What is left to a caller.
 *
 * @param granted whether there was something left this time
 * @param until until there is more, or until all is there again
 */
public record Ration(boolean granted, RateLimit limit, long remaining, Duration until) {

    static final Ration UNLIMITED =
            new Ration(true, new RateLimit(0, Duration.ofSeconds(1)), 0, Duration.ZERO);

    // draft-ietf-httpapi-ratelimit-headers
    private static final String POLICY = "RateLimit-Policy";
    private static final String REMAINING = "RateLimit";

    /** Tells the client, under the name of the limit. */
    public void tell(String name, HttpServletResponse response) {
        if (!limit.isOn()) {
            return;
        }
        response.setHeader(
                POLICY, "\"%s\";q=%d;w=%d".formatted(name, limit.requests(), seconds(limit.per())));
        response.setHeader(
                REMAINING, "\"%s\";r=%d;t=%d".formatted(name, remaining, seconds(until)));
        if (!granted) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds(until)));
        }
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    }
}
