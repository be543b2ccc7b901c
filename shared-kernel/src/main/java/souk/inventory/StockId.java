package souk.inventory;

import souk.kernel.Sku;

/** Names the stream of one SKU's stock. */
public record StockId(Sku sku) {

    private static final String PREFIX = "stock_";

    @Override
    public String toString() {
        return PREFIX + sku;
    }
}
