package souk.stats.rest;

import souk.inventory.StockKeeper;
import souk.inventory.StockPage;
import souk.inventory.StockQuery.ListStock;
import souk.inventory.StockView;
import souk.platform.rest.Queries;

import java.util.List;
import java.util.Objects;

/** How many SKUs have run low, and some of them. */
record LowStock(long count, List<StockView> items) {

    private static final int SHOWN = 10;

    LowStock {
        items = List.copyOf(items);
    }

    static LowStock of(StockKeeper keeper, Queries queries) {
        var low = new ListStock(keeper, true, null, SHOWN, true);
        StockPage page = queries.ask(low, StockPage.class);
        return new LowStock(Objects.requireNonNull(page.total(), "it was asked for"), page.items());
    }
}
