package souk.cart.query;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import souk.cart.CartId;
import souk.cart.CartQuery.FindCart;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartView;
import souk.cart.query.Carts.CartAndLine;
import souk.catalog.query.Listings;
import souk.catalog.query.Listings.Listing;
import souk.inventory.query.StockViews;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.platform.query.ReadsFrom;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers what is asked about carts, at today's prices. */
@Component
@ReadsFrom({"cart.view", "catalog.view", "inventory.view"})
class CartQueries {

    private final Carts carts;
    private final Listings listings;
    private final StockViews stock;

    CartQueries(Carts carts, Listings listings, StockViews stock) {
        this.carts = carts;
        this.listings = listings;
        this.stock = stock;
    }

    @QueryHandler
    CartView handle(FindCart query) {
        List<CartAndLine> found = carts.find(query.cartId().value(), query.owner().value());
        if (found.isEmpty()) {
            throw new Rejected(new CartNotFound());
        }
        List<CartLineRow> lines =
                found.stream().map(CartAndLine::line).filter(Objects::nonNull).toList();
        return view(found.getFirst().cart(), lines);
    }

    private CartView view(CartRow cart, List<CartLineRow> lines) {
        List<Sku> skus = lines.stream().map(line -> new Sku(line.key.sku())).toList();
        Map<Sku, Listing> sold = skus.isEmpty() ? Map.of() : listings.of(skus);
        Map<Sku, Integer> available = skus.isEmpty() ? Map.of() : stock.availableOf(skus);
        return new CartView(
                new CartId(cart.cartId),
                cart.status,
                lines.stream().map(line -> show(line, sold, available)).toList(),
                cart.itemCount,
                cart.noted(),
                cart.version);
    }

    private static CartView.Line show(
            CartLineRow line, Map<Sku, Listing> sold, Map<Sku, Integer> available) {
        Sku sku = new Sku(line.key.sku());
        Listing listing = sold.get(sku);
        return listing == null
                ? new CartView.Line(sku, null, null, line.quantity, line.seen(), null, null, false)
                : new CartView.Line(
                        sku,
                        listing.product(),
                        listing.title(),
                        line.quantity,
                        line.seen(),
                        listing.price(),
                        listing.price().times(line.quantity),
                        listing.forSale() && available.getOrDefault(sku, 0) >= line.quantity);
    }
}
