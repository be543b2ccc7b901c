package souk.account.rest;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All items of a list, however many, a page of them at a time.
 *
 * @param first asked for at once: if that can't be had, nothing has been told yet
 * @param rest tells more items behind the last page
 */
public record PersonalPages<T>(
        Page<T> first, Function<Wanted, Page<T>> source, Consumer<Consumer<? super T>> rest) {

    private static final int PAGE = 100;

    /** One page, and where the next begins. */
    public record Page<T>(List<T> items, @Nullable String next) {}

    /** Which page is wanted. */
    public record Wanted(int limit, @Nullable String after) {}

    public static <T> PersonalPages<T> all(Function<Wanted, Page<T>> source) {
        return new PersonalPages<>(source.apply(new Wanted(PAGE, null)), source, _ -> {});
    }

    /** With more items at its end, which nobody asks for before. */
    public PersonalPages<T> then(Consumer<Consumer<? super T>> more) {
        return new PersonalPages<>(first, source, more);
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
