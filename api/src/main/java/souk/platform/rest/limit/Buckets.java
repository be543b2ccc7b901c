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

    private record Time(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
