package souk.catalog.query;

import souk.kernel.Sku;

import java.util.Collection;
import java.util.Map;

/** What is in stock, as told by whoever counts it: the catalog does not know whom it asks. */
public interface Availability {

    /** In one statement, however many are asked for; without those that were never received. */
    Map<Sku, Integer> of(Collection<Sku> skus);

    /** An SQL condition: whether there is any of the SKU that the column holds. */
    String inStock(String skuColumn);
}
