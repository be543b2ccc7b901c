package souk.stats.query;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.order.OrderStatus;
import souk.seller.SellerId;
import souk.stats.Days;
import souk.stats.RevenueView;
import souk.stats.ShopStatsView;
import souk.stats.ShopStatsView.ByStatus;
import souk.stats.ShopStatsView.Customers;
import souk.stats.TopProductsView;
import souk.stats.Turnover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/** Reads sums: each chart in one statement, along an index, however many orders there are. */
@Repository
class StatsReader {

    /** What happened on one day in one currency, to orders of one status. */
    record ShopSum(LocalDate day, Currency currency, ByStatus figures) {}

    private final JdbcClient database;

    StatsReader(JdbcClient database) {
        this.database = database;
    }

    List<ShopSum> shop(Days range) {
        return in(
                        range,
                        """
                        select day, currency, status, orders, paid, gross, refunds
                          from stats_sales.shop_day
                         where day between :from and :to
                           and (orders, paid, gross, refunds) <> (0, 0, 0, 0)
                        """)
                .query(
                        (row, _) ->
                                new ShopSum(
                                        day(row),
                                        currency(row),
                                        ByStatus.of(
                                                OrderStatus.valueOf(row.getString("status")),
                                                row.getLong("orders"),
                                                row.getLong("paid"),
                                                turnover(row))))
                .list();
    }

    List<RevenueView.Point> seller(SellerId seller, Days range) {
        return in(
                        range,
                        """
                        select day, currency, orders, units, gross, refunds
                          from stats_sales.seller_day
                         where seller_id = :seller and day between :from and :to
                        """)
                .param("seller", seller.value())
                .query(
                        (row, _) ->
                                RevenueView.Point.of(
                                        day(row),
                                        row.getLong("orders"),
                                        row.getLong("units"),
                                        turnover(row)))
                .list();
    }

    /** Of one seller, or of all. */
    List<TopProductsView.Product> topProducts(@Nullable SellerId seller, Days range, int limit) {
        return in(
                        range,
                        """
                        select ranked.*, product.title
                          from (select currency, product_id, seller_id,
                                       sum(units) units, sum(gross) gross, sum(refunds) refunds,
                                       row_number() over (
                                           partition by currency
                                           order by sum(gross - refunds) desc, product_id) place
                                  from stats_sales.product_day
                                 where day between :from and :to %s
                                 group by currency, product_id, seller_id
                                having sum(units) > 0) ranked
                          join stats_sales.sold_product product using (product_id)
                         where place <= :limit
                         order by currency, place
                        """
                                .formatted(seller == null ? "" : "and seller_id = :seller"))
                .param("limit", limit)
                .param("seller", seller == null ? "" : seller.value())
                .query(
                        (row, _) ->
                                TopProductsView.Product.of(
                                        new ProductId(row.getString("product_id")),
                                        row.getString("title"),
                                        new SellerId(row.getString("seller_id")),
                                        row.getLong("units"),
                                        turnover(row)))
                .list();
    }

    List<ShopStatsView.Seller> topSellers(Days range, int limit) {
        return in(
                        range,
                        """
                        select ranked.*, seller.name
                          from (select currency, seller_id, sum(orders) orders,
                                       sum(units) units, sum(gross) gross, sum(refunds) refunds,
                                       row_number() over (
                                           partition by currency
                                           order by sum(gross - refunds) desc, seller_id) place
                                  from stats_sales.seller_day
                                 where day between :from and :to
                                 group by currency, seller_id
                                having sum(orders) > 0) ranked
                          join stats_sales.selling_seller seller using (seller_id)
                         where place <= :limit
                         order by currency, place
                        """)
                .param("limit", limit)
                .query(
                        (row, _) ->
                                ShopStatsView.Seller.of(
                                        new SellerId(row.getString("seller_id")),
                                        row.getString("name"),
                                        row.getLong("orders"),
                                        row.getLong("units"),
                                        turnover(row)))
                .list();
    }

    Customers customers(Days range) {
        return in(
                        range,
                        """
                        select (select coalesce(sum(accounts), 0)
                                  from stats_sales.registration_day
                                 where day between :from and :to) registered,
                               coalesce(sum(buyers), 0) buying,
                               coalesce(sum(buyers) filter (where previous = :never), 0) first_time
                          from stats_sales.buyer_day
                         where day between :from and :to and previous < :from
                        """)
                .param("never", LocalDate.EPOCH)
                .query(
                        (row, _) ->
                                new Customers(
                                        row.getLong("registered"),
                                        row.getLong("buying"),
                                        row.getLong("first_time")))
                .single();
    }

    List<Currency> currencies() {
        return database.sql("select currency from stats_sales.currency order by currency")
                .query((row, _) -> currency(row))
                .list();
    }

    /** In which somebody ever ordered there. */
    List<Currency> currenciesOf(SellerId seller) {
        return database.sql(
                        """
                        select currency from stats_sales.selling_seller, unnest(currencies) currency
                         where seller_id = :seller order by currency
                        """)
                .param("seller", seller.value())
                .query((row, _) -> currency(row))
                .list();
    }

    private StatementSpec in(Days range, String sql) {
        return database.sql(sql).param("from", range.from()).param("to", range.to());
    }

    private static LocalDate day(ResultSet row) throws SQLException {
        return row.getObject("day", LocalDate.class);
    }

    private static Currency currency(ResultSet row) throws SQLException {
        return Currency.getInstance(row.getString("currency"));
    }

    private static Turnover turnover(ResultSet row) throws SQLException {
        Currency currency = currency(row);
        return Turnover.of(
                new Money(row.getLong("gross"), currency),
                new Money(row.getLong("refunds"), currency));
    }
}
