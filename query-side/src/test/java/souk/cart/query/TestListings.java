package souk.cart.query;

import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import souk.catalog.ProductId;
import souk.catalog.query.Listings;
import souk.kernel.Money;
import souk.kernel.Sku;

import java.util.Currency;

/** What is sold, to be set up by tests. What is not mentioned costs ten euros. */
@Component
@Primary
class TestListings implements Listings {

    static final Money TEN_EUROS = new Money(1_000, Currency.getInstance("EUR"));
    static final ProductId PRODUCT = new ProductId("prd_01hzy00000000000000000000a");

    private final JdbcClient database;

    TestListings(JdbcClient database) {
        this.database = database;
        database.sql(
                        """
                        create table if not exists public.test_listing (
                            sku text primary key, euro_cents bigint, for_sale boolean not null)
                        """)
                .update();
    }

    void list(Sku sku, Money price, boolean forSale) {
        database.sql("insert into public.test_listing values (?, ?, ?)")
                .params(sku.value(), price.amount(), forSale)
                .update();
    }

    void neverOffered(Sku sku) {
        database.sql("insert into public.test_listing values (?, null, false)")
                .params(sku.value())
                .update();
    }

    static String titleOf(Sku sku) {
        return "The " + sku;
    }

    @Override
    public String of(String skuColumn) {
        return """
        select asked.sku as listed_sku, '%s' as listed_in, 'The ' || asked.sku as listed_as,
               coalesce(known.euro_cents, %d) as listed_price, 'EUR' as listed_currency,
               coalesce(known.for_sale, true) as for_sale
          from (select %s as sku) asked left join public.test_listing known using (sku)
         where asked.sku is not null and (known.sku is null or known.euro_cents is not null)
        """
                .formatted(PRODUCT, TEN_EUROS.amount(), skuColumn);
    }
}
