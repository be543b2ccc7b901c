package souk.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some of many products, and where to go on. */
public record ProductPage(List<ProductView> items, @Nullable String next, @Nullable Long total) {

    public ProductPage {
        items = List.copyOf(items);
    }
}
