package souk.bench.http;

import souk.bench.harness.Client;
import souk.bench.store.BenchDatabase;
import souk.platform.postgres.DatabaseAddress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What somebody would write who needs this one page and nothing else. */
final class HandSql {

    private static final String COLUMNS =
            """
            select p.product_id, p.slug, p.title, p.description, p.brand, p.category_id,
                   p.seller_id, p.featured, p.status, p.images, p.attribute_names,
                   p.attribute_values, p.version, p.min_price, s.name
              from catalog_view.product p join catalog_view.seller s using (seller_id)
             where p.status = 'LISTED' and s.status = 'APPROVED' and
            """;
    private static final String LIST =
            " p.category_id = ? order by p.min_price, p.product_id limit 21";
    private static final String SEARCH =
            """
             p.search @@ cast(? as tsquery)
             order by case when p.title_search @@ cast(? as tsquery) then 1 else 0 end desc,
                      p.product_id desc
             limit 21
            """;
    private static final String VARIANTS =
            """
            select product_id, sku, option_names, option_values, price, currency, compare_at_price
              from catalog_view.variant where product_id = any (?) and not withdrawn
            """;

    private HandSql() {}

    static Client list(DatabaseAddress database, Shelves shelves, int number) throws SQLException {
        var random = new SplittableRandom(number);
        return reading(database, COLUMNS + LIST, 1, () -> shelves.category(random));
    }

    static Client search(DatabaseAddress database, Shelves shelves, int number)
            throws SQLException {
        var random = new SplittableRandom(number);
        return reading(database, COLUMNS + SEARCH, 2, () -> "'" + shelves.word(random) + "':*");
    }

    private static Client reading(
            DatabaseAddress database, String sql, int parameters, Supplier<String> value)
            throws SQLException {
        Connection connection = BenchDatabase.connect(database);
        PreparedStatement products = connection.prepareStatement(sql);
        PreparedStatement variants = connection.prepareStatement(VARIANTS);
        return () -> {
            String wanted = value.get();
            for (int i = 1; i <= parameters; i++) {
                products.setString(i, wanted);
            }
            String[] ids = new String[21];
            int found = 0;
            try (ResultSet rows = products.executeQuery()) {
                while (rows.next()) {
                    ids[found++] = rows.getString(1);
                }
            }
            variants.setArray(1, connection.createArrayOf("text", ids));
            try (ResultSet rows = variants.executeQuery()) {
                while (rows.next()) {
                    rows.getString(2);
                }
            }
        };
    }
}
