package souk.errand;

import org.jspecify.annotations.Nullable;

/** Everything that can be asked about parked errands. */
public sealed interface ErrandQuery {

    /** Answered with an {@link ErrandPage}, the first to be parked first. */
    record ListParkedErrands(int limit, @Nullable String after, boolean total)
            implements ErrandQuery {}
}
