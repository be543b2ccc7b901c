package souk.projection;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Events that a projection could not digest. */
public record DeadLetterPage(List<DeadLetter> items, @Nullable String nextCursor) {

    /** Letters of one sequence wait for the first of it. */
    public record DeadLetter(
            String id,
            String sequence,
            long indexInSequence,
            @Nullable Long position,
            String type,
            @Nullable String error,
            @Nullable String errorMessage,
            int attempts,
            Instant enqueuedAt,
            Instant lastTouched) {}

    public DeadLetterPage {
        items = List.copyOf(items);
    }
}
