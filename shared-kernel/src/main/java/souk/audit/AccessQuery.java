package souk.audit;

import org.jspecify.annotations.Nullable;

import souk.audit.Access.Kind;

import java.time.Instant;

/** Everything that can be asked about those who look. */
public sealed interface AccessQuery {

    /**
     * Answered with an {@link AccessPage}, the latest first. Whatever is null does not matter.
     *
     * @param after where the page before ended
     */
    record ListAccesses(Filter filter, int limit, @Nullable String after, boolean total)
            implements AccessQuery {

        /**
         * @param target where it is a single one, also pages that showed it
         * @param from the first moment
         * @param to the first moment that is too late
         */
        public record Filter(
                @Nullable String actor,
                @Nullable String target,
                @Nullable Kind kind,
                @Nullable Instant from,
                @Nullable Instant to,
                @Nullable Boolean personal) {}
    }
}
