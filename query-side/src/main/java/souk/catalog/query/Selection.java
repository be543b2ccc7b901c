package souk.catalog.query;

import org.jspecify.annotations.Nullable;

import souk.catalog.ProductFilter;
import souk.catalog.ProductStatus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A filter as a condition on products {@code p} and their sellers {@code s}. */
class Selection {

    private static final String PRICED =
            """
            p.max_price >= :minPrice and p.min_price <= :maxPrice and exists (
              select from catalog_view.variant v
               where v.product_id = p.product_id and not v.withdrawn
                 and v.price between :minPrice and :maxPrice)\
            """;
    private static final String IN_STOCK =
            """
            exists (
              select from catalog_view.variant v
               where v.product_id = p.product_id and not v.withdrawn and %s)\
            """;

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private boolean plain = true;

    /**
     * @param categories the category of the filter and all below it; null where it has none
     * @param search what the text of the filter means; null where it has none
     * @param inStock the condition that a variant {@code v} is in stock
     */
    Selection(
            ProductFilter filter,
            String @Nullable [] categories,
            @Nullable String search,
            String inStock) {
        if (filter.everything()) {
            and("p.status <> :archived", "archived", ProductStatus.ARCHIVED.name());
        } else {
            conditions.add("p.status = 'LISTED' and s.status = 'APPROVED'");
        }
        narrow(
                "p.status = :status",
                "status",
                filter.status() == null ? null : filter.status().name());
        and("p.search @@ cast(:search as tsquery)", "search", search);
        boolean oneCategory = categories != null && categories.length == 1;
        if (categories != null && oneCategory) {
            and("p.category_id = :category", "category", categories[0]);
        } else {
            narrow("p.category_id = any (:categories)", "categories", categories);
        }
        narrow(
                "p.brand_key = :brand",
                "brand",
                filter.brand() == null ? null : CatalogProjection.keyOf(filter.brand()));
        narrow(
                "p.seller_id = :seller",
                "seller",
                filter.seller() == null ? null : filter.seller().value());
        narrow(
                "p.currency = :currency",
                "currency",
                filter.currency() == null ? null : filter.currency().getCurrencyCode());
        narrow("p.featured = :featured", "featured", filter.featured());
        if (filter.minPrice() != null || filter.maxPrice() != null) {
            narrow(PRICED, "minPrice", filter.minPrice() == null ? (Long) 0L : filter.minPrice());
            parameters.put(
                    "maxPrice",
                    filter.maxPrice() == null ? (Long) Long.MAX_VALUE : filter.maxPrice());
        }
        if (filter.inStock() != null) {
            String available = IN_STOCK.formatted(inStock);
            conditions.add(filter.inStock() ? available : "not " + available);
            plain = false;
        }
    }

    /** Where the value is given, and it matters for the plan how many products have it. */
    private void narrow(String condition, String parameter, @Nullable Object value) {
        and(condition, parameter, value);
        plain &= value == null;
    }

    /** Only where the value is given. */
    final void and(String condition, String parameter, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(parameter, value);
        }
    }

    /** Whether one plan is as good as another for any values. */
    boolean isPlain() {
        return plain;
    }

    String condition() {
        return String.join(" and ", conditions);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
