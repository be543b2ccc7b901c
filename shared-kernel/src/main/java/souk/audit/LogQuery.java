package souk.audit;

import org.jspecify.annotations.Nullable;

/** Everything that can be asked about the log as a whole, and proven of it. */
public sealed interface LogQuery {

    /**
     * The latest, or the first of that size or a larger one. Answered with a {@code Checkpoint}.
     */
    record FindCheckpoint(@Nullable Long size) implements LogQuery {}

    /** Those of larger sizes, smallest first. Answered with a {@link CheckpointPage}. */
    record ListCheckpoints(long after, int limit) implements LogQuery {}

    /** Answered with {@link LogKeys}. */
    record ListLogKeys() implements LogQuery {}

    /** In the tree of that size, or of the latest checkpoint. Answered with {@link Inclusion}. */
    record ProveInclusion(long position, @Nullable Long size) implements LogQuery {}

    /** Up to that size, or the latest checkpoint's. Answered with {@link Consistency}. */
    record ProveConsistency(long from, @Nullable Long to) implements LogQuery {}

    /** Hashes of events as they were sealed. Answered with {@link Leaves}. */
    record FindLeaves(long from, int limit) implements LogQuery {}
}
