package souk.account.rest;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All items of a list, however many, a page of them at a time. The first page is asked for at once:
 * if that can't be had, nothing has been told yet.
 */
public final class PersonalPages<T> {

    private static final int PAGE = 100;

    /** One page, and where the next begins. */
    public record Page<T>(List<T> items, @Nullable String next) {}

    /** Which page is wanted. */
    public record Wanted(int limit, @Nullable String after) {}

    private final Function<Wanted, Page<T>> source;
    private final Page<T> first;

    private PersonalPages(Function<Wanted, Page<T>> source) {
        this.source = source;
        this.first = source.apply(new Wanted(PAGE, null));
    }

    public static <T> PersonalPages<T> all(Function<Wanted, Page<T>> source) {
        return new PersonalPages<>(source);
    }

    public void forEach(Consumer<? super T> to) {
        Page<T> page = first;
        page.items().forEach(to);
        while (page.next() != null) {
            page = source.apply(new Wanted(PAGE, page.next()));
            page.items().forEach(to);
        }
    }
}
