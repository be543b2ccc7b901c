package souk.platform.query;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** An event that a projection could not digest, or that waits behind one of its sequence. */
public record Letter(
        String projection,
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
