package souk.platform.process;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How errands, deadlines and sagas are run.
 *
 * @param threads how many errands at a time, of which half may wait for others outside
 * @param polling how often to look for what is due: nothing that has its time comes later than that
 * @param heartbeat four of them missed, and the errand of a process is taken over by another
 * @param firstRetry how long to rest after the first failure
 * @param longestRetry how long to rest at most
 * @param mostAttempts how often what is tried again may fail and nobody knows why
 * @param patience how long to wait for an answer
 * @param segments in how many parts sagas share the work; never change it while there are any
 */
@ConfigurationProperties("souk.process")
record ProcessSettings(
        @DefaultValue("32") int threads,
        @DefaultValue("200ms") Duration polling,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("1s") Duration firstRetry,
        @DefaultValue("5m") Duration longestRetry,
        @DefaultValue("20") int mostAttempts,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("1") int segments) {

    Backoff backoff() {
        return new Backoff(firstRetry, longestRetry);
    }
}
