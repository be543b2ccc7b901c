package souk.cart.query;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import souk.cart.CartId;
import souk.cart.CartQuery.FindCart;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartView;
import souk.cart.query.Carts.CartAndLine;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.platform.query.ReadsFrom;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Answers what is asked about carts. */
@Component
@ReadsFrom("cart.view")
class CartQueries {

    private final Carts carts;

    CartQueries(Carts carts) {
        this.carts = carts;
    }

    @QueryHandler
    CartView handle(FindCart query) {
        List<CartAndLine> found = carts.find(query.cartId().value(), query.owner().value());
        if (found.isEmpty()) {
            throw new Rejected(new CartNotFound());
        }
        return view(found.getFirst().cart(), found);
    }

    private static CartView view(CartRow cart, List<CartAndLine> found) {
        List<CartView.Line> lines =
                found.stream()
                        .map(CartAndLine::line)
                        .filter(Objects::nonNull)
                        .sorted(Comparator.comparing(line -> cart.skus.indexOf(line.key.sku())))
                        .map(line -> new CartView.Line(new Sku(line.key.sku()), line.quantity))
                        .toList();
        return new CartView(
                new CartId(cart.cartId), cart.status, lines, cart.itemCount, cart.version);
    }
}
