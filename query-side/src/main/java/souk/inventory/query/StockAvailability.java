package souk.inventory.query;

import org.springframework.stereotype.Component;

import souk.catalog.query.Availability;

/** Tells other views what is in stock. */
@Component
class StockAvailability implements Availability {

    @Override
    public String available(String skuColumn) {
        return "coalesce((select level.available from inventory_view.stock level where level.sku = %s), 0)"
                .formatted(skuColumn);
    }

    @Override
    public String inStock(String skuColumn) {
        return "exists (select from inventory_view.stock level where level.sku = %s and level.available > 0)"
                .formatted(skuColumn);
    }
}
