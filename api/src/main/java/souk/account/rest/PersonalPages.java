package souk.account.rest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * All pages of a list, one after another.
 *
 * @param complete whether there is no more of it
 */
public record PersonalPages<T>(List<T> items, boolean complete) {

    private static final int PAGE = 100;

    /** One page, and where the next begins. */
    public record Page<T>(List<T> items, @Nullable String next) {}

    /** Which page is wanted. */
    public record Wanted(int limit, @Nullable String after) {}

    public static <T> PersonalPages<T> all(Function<Wanted, Page<T>> source) {
        List<T> items = new ArrayList<>();
        String after = null;
        do {
            Page<T> page = source.apply(new Wanted(PAGE, after));
            items.addAll(page.items());
            after = page.next();
        } while (after != null && items.size() < PersonalRecords.MOST);
        return new PersonalPages<>(items, after == null);
    }
}
