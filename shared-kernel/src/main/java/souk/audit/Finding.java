package souk.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something is not as it was.
 *
 * @param first position at which, and {@code last}; of a view none
 * @param place projection, table, row and column of a view
 * @param detail in words
 */
public record Finding(
        What what,
        @Nullable Long first,
        @Nullable Long last,
        @Nullable Place place,
        String detail) {

    /** What is wrong. */
    public enum What {
        /** What is stored is not what was sealed. */
        CHANGED,
        /** What is stored was sealed at another position. */
        MOVED,
        /** What was sealed is not there. */
        MISSING,
        /** Nothing is there any more from some position on. */
        TRUNCATED,
        /** All is as it was at an earlier time; more was signed since. */
        RESTORED,
        /** The tree is not the one that was signed. */
        FORGED,
        /** A signed line is not signed by whom it should be, or contradicts another. */
        CHECKPOINT,
        /** A view does not say what its events say. */
        VIEW
    }

    /** Where in a view; without a row about all of them. */
    public record Place(
            String projection, String table, @Nullable String row, @Nullable String column) {}
}
