package souk.audit;

import org.jspecify.annotations.Nullable;

/** Everything that can be asked about checks. */
public sealed interface CheckQuery {

    /** Answered with a {@link CheckView}. */
    record FindCheck(CheckId checkId) implements CheckQuery {}

    /** Answered with a {@link CheckPage}, the latest first. */
    record ListChecks(int limit, @Nullable String after) implements CheckQuery {}
}
