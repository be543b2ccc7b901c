package souk.inventory.command;

import souk.kernel.Sku;

/** What is in stock, as decisions of other capabilities may look at before they reserve. */
public interface StockLevels {

    /**
     * On hand and not reserved; 0 for what was never received. What another process has stored may
     * go unnoticed for a moment.
     */
    int available(Sku sku);

    /** The same, missing nothing: for those who are about to refuse. */
    default int availableNow(Sku sku) {
        return available(sku);
    }
}
