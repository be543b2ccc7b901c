package souk.catalog.query;

import souk.catalog.CategoryId;
import souk.catalog.ProductId;
import souk.catalog.ProductStatus;
import souk.catalog.ProductView;
import souk.catalog.Slug;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A product as it was read, and the place it has in its list. */
record FoundProduct(ProductView product, String place) {

    /** One row for each variant, those of one product together. */
    static List<FoundProduct> allIn(ResultSet rows) throws SQLException {
        List<FoundProduct> found = new ArrayList<>();
        List<ProductView.Item> variants = new ArrayList<>();
        String last = "";
        while (rows.next()) {
            String id = rows.getString("product_id");
            if (!id.equals(last)) {
                variants = new ArrayList<>();
                found.add(new FoundProduct(product(rows, variants), rows.getString("place")));
                last = id;
            }
            variants.add(variant(rows));
        }
        return found;
    }

    /** Where a page ends that ends with it. */
    String end() {
        return Order.end(product.id().value(), place);
    }

    private static ProductView product(ResultSet row, List<ProductView.Item> variants)
            throws SQLException {
        String category = row.getString("category_id");
        return new ProductView(
                new ProductId(row.getString("product_id")),
                new Slug(row.getString("slug")),
                row.getString("title"),
                row.getString("description"),
                row.getString("brand"),
                category == null ? null : new CategoryId(category),
                new ProductView.Seller(
                        new SellerId(row.getString("seller_id")), row.getString("seller_name")),
                row.getBoolean("featured"),
                ProductStatus.valueOf(row.getString("status")),
                Collections.unmodifiableList(variants),
                texts(row, "images"),
                entries(row, "attribute_names", "attribute_values"),
                row.getLong("version"));
    }

    private static ProductView.Item variant(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        Long compareAt = row.getObject("compare_at_price", Long.class);
        return new ProductView.Item(
                new Sku(row.getString("sku")),
                entries(row, "option_names", "option_values"),
                new Money(row.getLong("price"), currency),
                compareAt == null ? null : new Money(compareAt, currency),
                row.getObject("available", Integer.class));
    }

    private static Map<String, String> entries(ResultSet row, String names, String values)
            throws SQLException {
        List<String> keys = texts(row, names);
        List<String> texts = texts(row, values);
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            entries.put(keys.get(i), texts.get(i));
        }
        return Collections.unmodifiableMap(entries);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
