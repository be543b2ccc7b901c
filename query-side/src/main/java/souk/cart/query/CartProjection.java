package souk.cart.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;

import souk.cart.CartEvent;
import souk.cart.CartEvent.CartCleared;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartEvent.ItemRemoved;
import souk.cart.CartEvent.QuantityChanged;
import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;

import java.util.List;

/** What is in each cart. */
@Projection(processingGroup = "cart.view")
class CartProjection {

    private final Table<CartRow, String> carts;
    private final Table<CartLineRow, CartLineRow.Key> lines;

    CartProjection(Tables tables) {
        carts = tables.of(CartRow.class, String.class);
        lines = tables.of(CartLineRow.class, CartLineRow.Key.class);
    }

    @EventHandler
    void on(CartEvent event, @SequenceNumber long version) {
        String cart = event.cartId().value();
        switch (event) {
            case CartCreated created -> carts.insert(new CartRow(cart, created.owner().value()));
            case ItemAdded added -> {
                String sku = added.sku().value();
                hold(cart, sku, held(cart, sku) + added.quantity().value());
            }
            case QuantityChanged changed ->
                    hold(cart, changed.sku().value(), changed.quantity().value());
            case ItemRemoved removed -> remove(cart, removed.sku().value());
            case CartCleared _ ->
                    carts.change(
                            cart, row -> List.copyOf(row.skus).forEach(sku -> remove(cart, sku)));
        }
        carts.change(cart, row -> row.version = version);
    }

    private int held(String cart, String sku) {
        // the cart knows; lines are asked for one by one
        return carts.find(cart).filter(row -> row.skus.contains(sku)).isEmpty()
                ? 0
                : lines.find(new CartLineRow.Key(cart, sku)).map(line -> line.quantity).orElse(0);
    }

    private void hold(String cart, String sku, int quantity) {
        var key = new CartLineRow.Key(cart, sku);
        int before = held(cart, sku);
        if (before == 0) {
            lines.insert(new CartLineRow(key, quantity));
            carts.change(cart, row -> row.skus.add(sku));
        } else {
            lines.change(key, line -> line.quantity = quantity);
        }
        carts.change(cart, row -> row.itemCount += quantity - before);
    }

    private void remove(String cart, String sku) {
        int before = held(cart, sku);
        lines.delete(new CartLineRow.Key(cart, sku));
        carts.change(
                cart,
                row -> {
                    row.skus.remove(sku);
                    row.itemCount -= before;
                });
    }
}
