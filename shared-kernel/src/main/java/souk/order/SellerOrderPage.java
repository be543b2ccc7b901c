package souk.order;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some of many consignments, and where to go on. */
public record SellerOrderPage(
        List<SellerOrderView> items, @Nullable String next, @Nullable Long total) {

    public SellerOrderPage {
        items = List.copyOf(items);
    }
}
