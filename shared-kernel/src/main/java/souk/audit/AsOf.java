package souk.audit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How far something had come.
 *
 * @param version sequence number of the last event by then
 * @param position of that event
 * @param time when it happened
 * @param recordedAt when it was stored, where the store knows that: from then on it counts
 */
public record AsOf(long version, long position, Instant time, @Nullable Instant recordedAt) {}
