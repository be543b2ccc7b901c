package souk.account.rest;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/** Keeps what people who work here are shown of others, before they see it. */
public interface Looks {

    /**
     * Whatever can't be recorded must not be shown: then the request fails.
     *
     * @param target such as {@code orders/ord_…}, or {@code orders} for several of them
     * @param detail which of them, ids with a space between
     */
    void record(String target, @Nullable String detail);

    /** A page of a list, all of which is shown; where that is a single one, as that one. */
    default void page(String of, List<?> ids) {
        if (ids.size() == 1) {
            record(of + "/" + ids.getFirst(), null);
        } else if (!ids.isEmpty()) {
            record(of, ids.stream().map(Object::toString).collect(Collectors.joining(" ")));
        }
    }
}
