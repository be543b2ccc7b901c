package souk.inventory.command;

import souk.kernel.Sku;

/** What is in stock, as decisions of other capabilities may look at before they reserve. */
public interface StockLevels {

    /** On hand and not reserved; 0 for what was never received. */
    int available(Sku sku);
}
