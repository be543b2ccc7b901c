package souk.platform.rest.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One limit for each of many callers. Those not seen for a while, or too many, are forgotten. */
public class Buckets {

    private static final long REMEMBERED = 100_000;

    private final RateLimit limit;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    public Buckets(RateLimit limit, Clock clock) {
        this.limit = limit;
        this.time = new Time(clock);
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(REMEMBERED)
                        .expireAfterAccess(limit.per().multipliedBy(2))
                        .build();
    }

    public Ration take(String caller) {
        if (!limit.isOn()) {
            return Ration.UNLIMITED;
        }
        ConsumptionProbe probe = bucketOf(caller).tryConsumeAndReturnRemaining(1);
        return new Ration(
                probe.isConsumed(),
                limit,
                probe.getRemainingTokens(),
                Duration.ofNanos(
                        probe.isConsumed()
                                ? probe.getNanosToWaitForReset()
                                : probe.getNanosToWaitForRefill()));
    }

    /** What was taken turned out not to count. */
    public void giveBack(String caller) {
        if (limit.isOn()) {
            bucketOf(caller).addTokens(1);
        }
    }

    private Bucket bucketOf(String caller) {
        return buckets.get(caller, _ -> fresh());
    }

    private Bucket fresh() {
        return Bucket.builder()
                .addLimit(
                        bandwidth ->
                                bandwidth
                                        .capacity(limit.requests())
                                        .refillGreedy(limit.requests(), limit.per()))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Goes on where it was when the clock is set back: nobody is kept waiting for that hour. */
    private static final class Time implements TimeMeter {

        private final Clock clock;
        private long seen = Long.MIN_VALUE;
        private long setBack;

        private Time(Clock clock) {
            this.clock = clock;
        }

        @Override
        public synchronized long currentTimeNanos() {
            Instant instant = clock.instant();
            long now = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
            if (now < seen) {
                setBack += seen - now;
            }
            seen = now;
            return now + setBack;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
