package souk.audit;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some events of a history, in their order. */
public record HistoryPage(List<HistoryItem> items, @Nullable String next, @Nullable Long total) {

    public HistoryPage {
        items = List.copyOf(items);
    }
}
