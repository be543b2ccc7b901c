package souk.catalog.query;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import souk.catalog.CategoryId;
import souk.catalog.ProductFacets;
import souk.catalog.ProductFacets.OfBrand;
import souk.catalog.ProductFacets.OfCategory;
import souk.catalog.ProductFacets.PriceRange;
import souk.catalog.Slug;
import souk.kernel.Money;

import java.util.Currency;
import java.util.List;

/** Counts products by what they are. */
@Component
class FacetReader {

    private static final int MOST = 50;
    private static final int RANGES = 5;

    private static final String SELECTED =
            """
            with selected as materialized (
              select p.category_id, p.brand, p.brand_key, p.currency, p.min_price
                from catalog_view.product p
                join catalog_view.seller s on s.seller_id = p.seller_id
               where %s)
            """;

    private final JdbcClient database;

    FacetReader(JdbcClient database) {
        this.database = database;
    }

    ProductFacets count(Selection selection) {
        return new ProductFacets(categories(selection), brands(selection), prices(selection));
    }

    private List<OfCategory> categories(Selection selection) {
        return on(
                        selection,
                        """
                        select c.category_id, c.name, c.slug, count(*) as products
                          from selected join catalog_view.category c using (category_id)
                         group by c.category_id
                         order by products desc, c.name
                         limit :most
                        """)
                .param("most", MOST)
                .query(
                        (row, _) ->
                                new OfCategory(
                                        new CategoryId(row.getString("category_id")),
                                        row.getString("name"),
                                        new Slug(row.getString("slug")),
                                        row.getLong("products")))
                .list();
    }

    private List<OfBrand> brands(Selection selection) {
        return on(
                        selection,
                        """
                        select min(brand) as brand, count(*) as products
                          from selected
                         where brand_key is not null
                         group by brand_key
                         order by products desc, brand_key
                         limit :most
                        """)
                .param("most", MOST)
                .query((row, _) -> new OfBrand(row.getString("brand"), row.getLong("products")))
                .list();
    }

    /** Of as many products each as there can be, for prices are never spread evenly. */
    private List<PriceRange> prices(Selection selection) {
        return on(
                        selection,
                        """
                        select currency, min(min_price) as low, max(min_price) as high,
                               count(*) as products
                          from (select currency, min_price,
                                       ntile(:ranges) over
                                         (partition by currency order by min_price) as tile
                                  from selected) priced
                         group by currency, tile
                         order by currency, low, high
                        """)
                .param("ranges", RANGES)
                .query(
                        (row, _) -> {
                            Currency currency = Currency.getInstance(row.getString("currency"));
                            return new PriceRange(
                                    new Money(row.getLong("low"), currency),
                                    new Money(row.getLong("high"), currency),
                                    row.getLong("products"));
                        })
                .list();
    }

    private JdbcClient.StatementSpec on(Selection selection, String counting) {
        return database.sql(SELECTED.formatted(selection.condition()) + counting)
                .params(selection.parameters());
    }
}
