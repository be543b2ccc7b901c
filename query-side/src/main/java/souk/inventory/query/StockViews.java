package souk.inventory.query;

import souk.kernel.Sku;

import java.util.Collection;
import java.util.Map;

/** What is in stock, as views of other capabilities show it. */
public interface StockViews {

    /** In one statement, however many are asked for; without those that were never received. */
    Map<Sku, Integer> availableOf(Collection<Sku> skus);
}
