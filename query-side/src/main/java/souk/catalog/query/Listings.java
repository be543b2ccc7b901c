package souk.catalog.query;

import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Sku;

import java.util.Collection;
import java.util.Map;

/** What is sold, as views of other capabilities show it. */
public interface Listings {

    /** One variant as it is shown today. */
    record Listing(Sku sku, ProductId product, String title, Money price, boolean forSale) {}

    /** In one statement, however many are asked for; without those that never were. */
    Map<Sku, Listing> of(Collection<Sku> skus);
}
