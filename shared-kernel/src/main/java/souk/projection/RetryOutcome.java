package souk.projection;

/** What became of a retried letter. */
public record RetryOutcome(boolean handled, long remaining) {}
