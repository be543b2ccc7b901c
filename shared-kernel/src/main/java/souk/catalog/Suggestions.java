package souk.catalog;

import java.util.List;

/** What somebody may be about to type. */
public record Suggestions(List<Suggestion> items) {

    public record Suggestion(ProductId id, Slug slug, String title) {}

    public Suggestions {
        items = List.copyOf(items);
    }
}
