package souk.projection;

import org.jspecify.annotations.Nullable;

/**
 * How far one projection is. Positions are of the last event handled and the last event stored, -1
 * before any.
 *
 * @param kept the generation that can be gone back to
 * @param rebuild the latest one, under way or not
 */
public record ProjectionView(
        String name,
        int generation,
        long position,
        long head,
        long lag,
        double rate,
        long deadLetters,
        @Nullable Integer kept,
        @Nullable RebuildView rebuild) {}
