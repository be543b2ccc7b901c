package souk.platform.rest;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param after where the page before ended, as the view named it; null for the first
 * @param total whether to count the whole list as well
 */
public record Paging(int limit, @Nullable String after, boolean total) {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";
    static final String TOTAL = "total";
}
