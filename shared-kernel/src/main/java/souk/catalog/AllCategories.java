package souk.catalog;

import java.util.List;

/** The tree, each category with its parent. */
public record AllCategories(List<CategoryView> items, long version) {

    public AllCategories {
        items = List.copyOf(items);
    }
}
