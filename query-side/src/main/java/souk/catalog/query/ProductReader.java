package souk.catalog.query;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import souk.catalog.ProductFilter;
import souk.catalog.ProductPage;

import java.util.List;
import java.util.Optional;

/** Reads products with their variants, each page as of one moment. */
@Component
class ProductReader {

    /** Nobody counts stock: nothing is known to be there, nor how many. */
    private static final Availability UNKNOWN =
            new Availability() {
                @Override
                public String available(String skuColumn) {
                    return "cast(null as integer)";
                }

                @Override
                public String inStock(String skuColumn) {
                    return "false";
                }
            };

    private static final String PAGE =
            """
            with page as materialized (
              select p.product_id, p.slug, p.title, p.description, p.brand, p.category_id, p.seller_id,
                     p.featured, p.status, p.images, p.attribute_names, p.attribute_values, p.skus,
                     p.currency, p.min_price, p.title_key, p.version,
                     s.name as seller_name, %1$s as place
                from catalog_view.product p
                join catalog_view.seller s on s.seller_id = p.seller_id
               where %2$s
               order by %3$s
               limit %5$s)
            select p.*, v.sku, v.option_names, v.option_values, v.price, v.compare_at_price,
                   %6$s as available
              from page p
              join catalog_view.variant v on v.product_id = p.product_id and not v.withdrawn
             order by %4$s, array_position(p.skus, v.sku)
            """;

    private final JdbcClient database;
    private final Spelling spelling;
    private final Availability stock;

    ProductReader(
            JdbcClient database, Spelling spelling, ObjectProvider<Availability> availability) {
        this.database = database;
        this.spelling = spelling;
        this.stock = availability.getIfAvailable(() -> UNKNOWN);
    }

    /** None where the text has no word: nothing can match it. */
    Optional<Selection> selected(ProductFilter filter) {
        String inStock = stock.inStock("v.sku");
        String[] categories = filter.category() == null ? null : below(filter.category());
        if (filter.text() == null) {
            return Optional.of(new Selection(filter, categories, null, inStock));
        }
        return spelling.queryFor(filter.text())
                .map(search -> new Selection(filter, categories, search, inStock));
    }

    /**
     * The category of that id or slug and all below it, asked for apart: products are found by
     * index then.
     */
    private String[] below(String category) {
        return database.sql(
                        """
                        with recursive below as (
                          select category_id from catalog_view.category
                           where category_id = :category or slug = :category
                          union
                          select c.category_id from catalog_view.category c
                            join below b on c.parent_id = b.category_id)
                        select category_id from below
                        """)
                .param("category", category)
                .query(String.class)
                .list()
                .toArray(String[]::new);
    }

    ProductPage page(Selection selection, Order order, int limit, @Nullable Long total) {
        List<FoundProduct> found = read(selection, order, limit + 1);
        List<FoundProduct> page = found.subList(0, Math.min(limit, found.size()));
        return new ProductPage(
                page.stream().map(FoundProduct::product).toList(),
                found.size() > page.size() ? page.getLast().end() : null,
                total);
    }

    long count(Selection selection) {
        return database.sql(
                        """
                        select count(*) from catalog_view.product p
                          join catalog_view.seller s on s.seller_id = p.seller_id
                         where %s
                        """
                                .formatted(selection.condition()))
                .params(selection.parameters())
                .query(Long.class)
                .single();
    }

    private List<FoundProduct> read(Selection selection, Order order, int limit) {
        String outer =
                order == Order.RELEVANCE
                        ? order.clause().replace(order.column(), "p.place")
                        : order.clause();
        // PostgreSQL keeps a plan if it knows the limit, and plans for the values at hand if not
        String rows = selection.isPlain() ? Integer.toString(limit) : ":limit";
        String page =
                PAGE.formatted(
                        order.column(),
                        selection.condition(),
                        order.clause(),
                        outer,
                        rows,
                        stock.available("v.sku"));
        return database.sql(page)
                .params(selection.parameters())
                .param("limit", limit)
                .query(FoundProduct::allIn);
    }
}
