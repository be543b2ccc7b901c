package souk.catalog.query;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Sku;

import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/** What the shop shows of SKUs, whether they are for sale or not. */
@Component
class KnownListings implements Listings {

    private final JdbcClient database;

    KnownListings(JdbcClient database) {
        this.database = database;
    }

    // a SKU may have moved from one product to another of the same seller
    @Override
    public Map<Sku, Listing> of(Collection<Sku> skus) {
        Map<Sku, Listing> listings = new HashMap<>();
        database.sql(
                        """
                        select distinct on (v.sku) v.sku, v.product_id, v.price, v.currency, p.title,
                               not v.withdrawn and p.status = 'LISTED' and s.status = 'APPROVED'
                                 as for_sale
                          from catalog_view.variant v
                          join catalog_view.product p using (product_id)
                          join catalog_view.seller s using (seller_id)
                         where v.sku = any (:skus)
                         order by v.sku, v.withdrawn, p.status = 'ARCHIVED', v.product_id desc
                        """)
                .param("skus", skus.stream().map(Sku::value).toArray(String[]::new))
                .query(
                        row -> {
                            var listing =
                                    new Listing(
                                            new Sku(row.getString("sku")),
                                            new ProductId(row.getString("product_id")),
                                            row.getString("title"),
                                            new Money(
                                                    row.getLong("price"),
                                                    Currency.getInstance(
                                                            row.getString("currency"))),
                                            row.getBoolean("for_sale"));
                            listings.put(listing.sku(), listing);
                        });
        return listings;
    }
}
