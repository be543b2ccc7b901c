package souk.seller;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some of many sellers, and where to go on. */
public record SellerPage(List<SellerView> items, @Nullable String next, @Nullable Long total) {

    public SellerPage {
        items = List.copyOf(items);
    }
}
