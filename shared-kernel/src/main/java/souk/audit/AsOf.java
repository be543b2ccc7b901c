package souk.audit;

import java.time.Instant;

/**
 * How far something had come.
 *
 * @param version sequence number of the last event by then
 * @param position of that event
 * @param time when it happened
 */
public record AsOf(long version, long position, Instant time) {}
