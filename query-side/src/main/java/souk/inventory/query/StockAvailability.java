package souk.inventory.query;

import org.springframework.stereotype.Component;

import souk.catalog.query.Availability;
import souk.kernel.Sku;

import java.util.Collection;
import java.util.Map;

/** Tells the catalog what is in stock. */
@Component
class StockAvailability implements Availability {

    private final StockViews stock;

    StockAvailability(StockViews stock) {
        this.stock = stock;
    }

    @Override
    public Map<Sku, Integer> of(Collection<Sku> skus) {
        return stock.availableOf(skus);
    }

    @Override
    public String inStock(String skuColumn) {
        return "exists (select from inventory_view.stock level where level.sku = %s and level.available > 0)"
                .formatted(skuColumn);
    }
}
