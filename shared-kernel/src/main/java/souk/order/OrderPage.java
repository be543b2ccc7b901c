package souk.order;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some of many orders, and where to go on. */
public record OrderPage(List<OrderView> items, @Nullable String next, @Nullable Long total) {

    public OrderPage {
        items = List.copyOf(items);
    }
}
