package souk.platform.query;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How projections run.
 *
 * @param segments into how many parts, handled beside each other, a new projection divides its
 *     events
 * @param batchSize how many events share a transaction at most
 * @param rest how long a projection rests between two transactions, unless somebody waits for it
 * @param buildNewAbove how many events there may be for a new projection to replay them; of more it
 *     is built before it goes live
 * @param patience how long a query waits for the position that it names
 */
@ConfigurationProperties("souk.projections")
record ProjectionSettings(
        @DefaultValue("1") int segments,
        @DefaultValue("1000") int batchSize,
        @DefaultValue("20ms") Duration rest,
        @DefaultValue("10000") long buildNewAbove,
        @DefaultValue("2s") Duration patience) {}
