package souk.audit;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Everything that can be asked about checks. */
public sealed interface CheckQuery {

    /** Answered with a {@link CheckView}. */
    record FindCheck(CheckId checkId) implements CheckQuery {}

    /** Answered with a {@link CheckPage}, the latest first. */
    record ListChecks(int limit, @Nullable String after) implements CheckQuery {}

    /** Answered with them as {@link Checkable}, or refused where there is one that is not. */
    record FindCheckable(List<String> projections) implements CheckQuery {

        public FindCheckable {
            projections = List.copyOf(projections);
        }
    }

    /** Answered with a {@link StateView}: what a view of it should show by now. */
    record ShowDecided(AuditedId subject) implements CheckQuery {}
}
