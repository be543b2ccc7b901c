package souk.inventory;

import org.jspecify.annotations.Nullable;

import souk.kernel.Sku;

/** Everything that can be asked about stock. */
public sealed interface StockQuery {

    /** Answered with a {@link StockView}, or refused where it is somebody else's. */
    record FindStock(Sku sku, StockKeeper keeper) implements StockQuery {}

    /** Answered with a {@link StockOwner}; asked by the shop itself. */
    record FindStockOwner(Sku sku) implements StockQuery {}

    /**
     * Answered with a {@link StockPage}, by SKU.
     *
     * @param after the last SKU of the page before
     */
    record ListStock(
            StockKeeper keeper, boolean lowOnly, @Nullable String after, int limit, boolean total)
            implements StockQuery {}
}
