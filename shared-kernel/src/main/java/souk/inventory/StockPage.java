package souk.inventory;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some of the stocks that somebody keeps. */
public record StockPage(List<StockView> items, @Nullable String next, @Nullable Long total) {

    public StockPage {
        items = List.copyOf(items);
    }
}
