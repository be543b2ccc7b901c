package souk.inventory;

import souk.kernel.Sku;

/**
 * The stock of one SKU as its keeper sees it; low while no more than the threshold is available.
 */
public record StockView(
        Sku sku,
        int onHand,
        int reserved,
        int available,
        int threshold,
        boolean low,
        long version) {}
