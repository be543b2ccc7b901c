package souk.audit;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some checks, and where the next page begins. */
public record CheckPage(List<CheckView> items, @Nullable String nextCursor) {

    public CheckPage {
        items = List.copyOf(items);
    }
}
