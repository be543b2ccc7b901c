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
    private final Consumer<Consumer<? super T>> rest;

    private PersonalPages(
            Function<Wanted, Page<T>> source, Page<T> first, Consumer<Consumer<? super T>> rest) {
        this.source = source;
        this.first = first;
        this.rest = rest;
    }

    public static <T> PersonalPages<T> all(Function<Wanted, Page<T>> source) {
        return new PersonalPages<>(source, source.apply(new Wanted(PAGE, null)), _ -> {});
    }

    /** With more items at its end, which nobody asks for before. */
    public PersonalPages<T> then(Consumer<Consumer<? super T>> more) {
        return new PersonalPages<>(source, first, more);
    }

    public void forEach(Consumer<? super T> to) {
        Page<T> page = first;
        page.items().forEach(to);
        while (page.next() != null) {
            page = source.apply(new Wanted(PAGE, page.next()));
            page.items().forEach(to);
        }
        rest.accept(to);
    }
}
