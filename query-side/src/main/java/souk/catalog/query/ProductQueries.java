package souk.catalog.query;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import souk.catalog.CatalogRejection.ProductNotFound;
import souk.catalog.Editor;
import souk.catalog.ProductFacets;
import souk.catalog.ProductFilter;
import souk.catalog.ProductId;
import souk.catalog.ProductPage;
import souk.catalog.ProductQuery.CountFacets;
import souk.catalog.ProductQuery.FindProduct;
import souk.catalog.ProductQuery.FindRelated;
import souk.catalog.ProductQuery.ListProducts;
import souk.catalog.ProductQuery.SuggestProducts;
import souk.catalog.ProductStatus;
import souk.catalog.ProductView;
import souk.catalog.Slug;
import souk.catalog.Suggestions;
import souk.catalog.Suggestions.Suggestion;
import souk.kernel.Rejected;
import souk.platform.query.ReadsFrom;

import java.util.List;
import java.util.Optional;

/** Answers what is asked about products. */
@Component
@ReadsFrom("catalog.view")
class ProductQueries {

    private static final ProductFilter EVERYTHING =
            new ProductFilter(null, null, null, null, null, null, null, null, null, null, true);
    private static final ProductFilter PUBLIC =
            new ProductFilter(null, null, null, null, null, null, null, null, null, null, false);
    private static final Editor NOBODY = new Editor(null, false);

    private final ProductReader products;
    private final FacetReader facets;
    private final Spelling spelling;
    private final JdbcClient database;

    ProductQueries(
            ProductReader products, FacetReader facets, Spelling spelling, JdbcClient database) {
        this.products = products;
        this.facets = facets;
        this.spelling = spelling;
        this.database = database;
    }

    @QueryHandler
    ProductView handle(FindProduct query) {
        return find(query.idOrSlug(), query.viewer())
                .orElseThrow(() -> new Rejected(new ProductNotFound()));
    }

    @QueryHandler
    ProductPage handle(ListProducts query) {
        Selection selection = products.selected(query.filter()).orElse(null);
        if (selection == null) {
            return new ProductPage(List.of(), null, query.total() ? (Long) 0L : null);
        }
        Long total = query.total() ? (Long) products.count(selection) : null;
        Order order = Order.of(query.sort(), query.filter().text() != null);
        if (query.after() != null) {
            order.goOn(selection, query.after());
        }
        return products.page(selection, order, query.limit(), total);
    }

    @QueryHandler
    ProductFacets handle(CountFacets query) {
        return products.selected(query.filter())
                .map(facets::count)
                .orElseGet(() -> new ProductFacets(List.of(), List.of(), List.of()));
    }

    @QueryHandler
    ProductPage handle(FindRelated query) {
        ProductView product =
                find(query.idOrSlug(), NOBODY)
                        .orElseThrow(() -> new Rejected(new ProductNotFound()));
        Selection selection = products.selected(PUBLIC).orElseThrow();
        selection.and("p.product_id <> :itself", "itself", product.id().value());
        if (product.categoryId() != null) {
            selection.and("p.category_id = :category", "category", product.categoryId().value());
        } else if (product.brand() != null) {
            selection.and(
                    "p.brand_key = :brand", "brand", CatalogProjection.keyOf(product.brand()));
        } else {
            return new ProductPage(List.of(), null, null);
        }
        ProductPage page = products.page(selection, Order.NEWEST, query.limit(), null);
        return new ProductPage(page.items(), null, null);
    }

    @QueryHandler
    Suggestions handle(SuggestProducts query) {
        List<Suggestion> items =
                spelling.queryFor(query.text())
                        .map(search -> suggested(search, query.limit()))
                        .orElse(List.of());
        return new Suggestions(items);
    }

    private List<Suggestion> suggested(String search, int limit) {
        return database.sql(
                        """
                        select p.product_id, p.slug, p.title
                          from catalog_view.product p
                          join catalog_view.seller s on s.seller_id = p.seller_id
                         where p.search @@ cast(:search as tsquery)
                           and p.title_search @@ cast(:search as tsquery)
                           and p.status = 'LISTED' and s.status = 'APPROVED'
                         order by p.featured desc, length(p.title), p.title_key, p.product_id
                         limit :limit
                        """)
                .param("search", search)
                .param("limit", limit)
                .query(
                        (row, _) ->
                                new Suggestion(
                                        new ProductId(row.getString("product_id")),
                                        new Slug(row.getString("slug")),
                                        row.getString("title")))
                .list();
    }

    private Optional<ProductView> find(String idOrSlug, Editor viewer) {
        boolean isId = idOrSlug.startsWith(ProductId.PREFIX);
        String wanted = isId ? new ProductId(idOrSlug).value() : slugged(idOrSlug);
        Selection selection = products.selected(EVERYTHING).orElseThrow();
        selection.and(isId ? "p.product_id = :it" : "p.slug = :it", "it", wanted);
        if (!viewer.admin()) {
            selection.and(
                    "(p.status = 'LISTED' and s.status = 'APPROVED' or p.seller_id = :viewer)",
                    "viewer",
                    viewer.seller() == null ? "" : viewer.seller().value());
        }
        return products.page(selection, Order.NEWEST, 1, null).items().stream()
                .filter(it -> it.status() != ProductStatus.ARCHIVED)
                .findFirst();
    }

    // what can't be a slug is the slug of nothing
    private static String slugged(String text) {
        return text.indexOf('\0') < 0 ? text : "";
    }
}
