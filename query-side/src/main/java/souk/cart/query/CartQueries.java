package souk.cart.query;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import souk.cart.CartId;
import souk.cart.CartQuery.FindCart;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartView;
import souk.cart.CartView.Status;
import souk.catalog.query.Availability;
import souk.catalog.query.Listings;
import souk.catalog.query.Listings.Listing;
import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.platform.query.ReadsFrom;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * Answers what is asked about carts, at today's prices: in one statement, with a plan that
 * PostgreSQL keeps, since carts are looked at all the time.
 */
@Component
@ReadsFrom({"cart.view", "catalog.view", "inventory.view"})
class CartQueries {

    private final JdbcClient database;
    private final String select;

    CartQueries(JdbcClient database, Listings listings, Availability stock) {
        this.database = database;
        this.select =
                """
                select c.status, c.item_count, c.notes, c.version,
                       l.sku, l.quantity, l.price, l.currency,
                       sold.*, %s as available
                  from cart_view.cart c
                  left join cart_view.cart_line l
                    on l.cart_id = c.cart_id and l.position >= c.first_position
                  left join lateral (%s) sold on true
                 where c.cart_id = :cart and c.owner = :owner
                 order by l.position
                """
                        .formatted(stock.available("l.sku"), listings.of("l.sku"));
    }

    @QueryHandler
    CartView handle(FindCart query) {
        return database.sql(select)
                .param("cart", query.cartId().value())
                .param("owner", query.owner().value())
                .query(
                        rows -> {
                            if (!rows.next()) {
                                throw new Rejected(new CartNotFound());
                            }
                            return view(query.cartId(), rows);
                        });
    }

    // one row for each line, in their order, or one without a line
    private CartView view(CartId cart, ResultSet row) throws SQLException {
        Status status = Status.valueOf(row.getString("status"));
        int items = row.getInt("item_count");
        String[] notes = (String[]) row.getArray("notes").getArray();
        long version = row.getLong("version");
        List<CartView.Line> lines = new ArrayList<>();
        do {
            String sku = row.getString("sku");
            if (sku != null) {
                lines.add(line(new Sku(sku), row));
            }
        } while (row.next());
        return new CartView(cart, status, lines, items, CartRow.noted(List.of(notes)), version);
    }

    private static CartView.Line line(Sku sku, ResultSet row) throws SQLException {
        int quantity = row.getInt("quantity");
        Money seen = seen(row);
        Listing listing = Listing.in(row);
        return listing == null
                ? new CartView.Line(sku, null, null, quantity, seen, null, null, false)
                : new CartView.Line(
                        sku,
                        listing.product(),
                        listing.title(),
                        quantity,
                        seen,
                        listing.price(),
                        listing.price().times(quantity),
                        listing.forSale() && row.getInt("available") >= quantity);
    }

    private static @Nullable Money seen(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return currency == null
                ? null
                : new Money(row.getLong("price"), Currency.getInstance(currency));
    }
}
