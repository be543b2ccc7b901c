package souk.catalog.query;

import org.jspecify.annotations.Nullable;

import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Sku;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;

/** What is sold, as a part of the statements of other views. */
public interface Listings {

    /** One variant as it is shown today. */
    record Listing(Sku sku, ProductId product, String title, Money price, boolean forSale) {

        /** As that part tells it; null of a SKU that never was sold. */
        public static @Nullable Listing in(ResultSet row) throws SQLException {
            String sku = row.getString("listed_sku");
            return sku == null
                    ? null
                    : new Listing(
                            new Sku(sku),
                            new ProductId(row.getString("listed_in")),
                            row.getString("listed_as"),
                            new Money(
                                    row.getLong("listed_price"),
                                    Currency.getInstance(row.getString("listed_currency"))),
                            row.getBoolean("for_sale"));
        }
    }

    /** A query for one row about the SKU that the column holds, or none if that never was sold. */
    String of(String skuColumn);
}
