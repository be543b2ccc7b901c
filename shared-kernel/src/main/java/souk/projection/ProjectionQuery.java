package souk.projection;

import org.jspecify.annotations.Nullable;

/** Everything that can be asked about projections. */
public sealed interface ProjectionQuery {

    /** Answered with {@link AllProjections}. */
    record ListProjections() implements ProjectionQuery {}

    /** Answered with a {@link ProjectionView}. */
    record FindProjection(String projection) implements ProjectionQuery {}

    /** Answered with a {@link DeadLetterPage}, oldest first. */
    record ListDeadLetters(String projection, @Nullable String after, int limit)
            implements ProjectionQuery {}

    /** Answered with a {@link DeadLetterPage.DeadLetter}. */
    record FindDeadLetter(String projection, String letterId) implements ProjectionQuery {}
}
