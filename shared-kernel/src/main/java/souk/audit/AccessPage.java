package souk.audit;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some of all looks, and where to go on. */
public record AccessPage(List<AccessView> items, @Nullable String next, @Nullable Long total) {

    public AccessPage {
        items = List.copyOf(items);
    }
}
