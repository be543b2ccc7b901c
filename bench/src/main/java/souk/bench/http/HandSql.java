package souk.bench.http;

import souk.bench.harness.Client;
import souk.bench.store.BenchDatabase;
import souk.platform.postgres.DatabaseAddress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SplittableRandom;

/**
 * The statements that the server sends for a page, each prepared once on a connection that is kept,
 * every column of every row read: what is left if one takes away the server.
 */
final class HandSql {

    private static final String BELOW =
            """
            with recursive below as (
              select category_id from catalog_view.category where category_id = ? or slug = ?
              union
              select c.category_id from catalog_view.category c
                join below b on c.parent_id = b.category_id)
            select category_id from below
            """;
    private static final String KNOWN =
            "select exists (select from catalog_view.word where word ^@ ?)";

    private static final String PAGE =
            """
            with page as materialized (
              select p.product_id, p.slug, p.title, p.description, p.brand, p.category_id, p.seller_id,
                     p.featured, p.status, p.images, p.attribute_names, p.attribute_values, p.skus,
                     p.currency, p.min_price, p.version, s.name, %1$s as place
                from catalog_view.product p join catalog_view.seller s using (seller_id)
               where p.status = 'LISTED' and s.status = 'APPROVED' and %2$s
               order by place %3$s, p.product_id %3$s
               limit 21)
            select p.*, v.sku, v.option_names, v.option_values, v.price, v.compare_at_price,
                   coalesce((select available from inventory_view.stock where sku = v.sku), 0)
              from page p join catalog_view.variant v using (product_id)
             where not v.withdrawn
             order by p.place %3$s, p.product_id %3$s, array_position(p.skus, v.sku)
            """;
    private static final String LIST = PAGE.formatted("p.min_price", "p.category_id = ?", "asc");
    private static final String SEARCH =
            PAGE.formatted(
                    "case when p.title_search @@ cast(? as tsquery) then 1 else 0 end",
                    "p.search @@ cast(? as tsquery)",
                    "desc");

    private HandSql() {}

    static Client list(DatabaseAddress database, Shelves shelves, int number) throws SQLException {
        var random = new SplittableRandom(number);
        Connection connection = BenchDatabase.connect(database);
        PreparedStatement below = connection.prepareStatement(BELOW);
        PreparedStatement page = connection.prepareStatement(LIST);
        return () -> {
            String category = shelves.category(random);
            read(below, category, category);
            read(page, category);
        };
    }

    static Client search(DatabaseAddress database, Shelves shelves, int number)
            throws SQLException {
        var random = new SplittableRandom(number);
        Connection connection = BenchDatabase.connect(database);
        PreparedStatement known = connection.prepareStatement(KNOWN);
        PreparedStatement page = connection.prepareStatement(SEARCH);
        return () -> {
            String word = shelves.word(random);
            read(known, word);
            read(page, "'" + word + "':*", "'" + word + "':*");
        };
    }

    private static void read(PreparedStatement statement, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        try (ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getString(column);
                }
            }
        }
    }
}
