package souk.cart.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;

import souk.cart.CartEvent;
import souk.cart.CartEvent.CartAbandoned;
import souk.cart.CartEvent.CartCheckedOut;
import souk.cart.CartEvent.CartCleared;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.CartMerged;
import souk.cart.CartEvent.GuestCartTakenOver;
import souk.cart.CartEvent.GuestCartTakenOver.TakenItem;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartEvent.ItemRemoved;
import souk.cart.CartEvent.QuantityChanged;
import souk.cart.CartView.Status;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;

import java.util.List;
import java.util.Optional;

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
        if (event instanceof CartCreated created) {
            carts.insert(new CartRow(created.cartId().value(), created.owner().value()));
        }
        carts.change(
                event.cartId().value(),
                cart -> {
                    cart.version = version;
                    change(cart, event);
                });
    }

    private void change(CartRow cart, CartEvent event) {
        switch (event) {
            case CartCreated _ -> {}
            case ItemAdded added ->
                    add(cart, added.sku(), added.quantity().value(), added.unitPrice());
            case QuantityChanged changed -> {
                int before = held(cart, changed.sku());
                hold(cart, changed.sku(), before, changed.quantity().value());
            }
            case ItemRemoved removed -> {
                cart.itemCount -= held(cart, removed.sku());
                lines.delete(keyOf(cart, removed.sku()));
            }
            case CartCleared _, CartCheckedOut _ -> {
                cart.clear();
                cart.note(List.of());
            }
            case GuestCartTakenOver over -> {
                for (TakenItem item : over.items()) {
                    add(cart, item.sku(), item.quantity().value(), item.unitPrice());
                }
                cart.note(over.leftBehind());
            }
            case CartAbandoned _ -> {
                cart.clear();
                cart.note(List.of());
                cart.status = Status.ABANDONED;
            }
            case CartMerged _ -> {
                cart.clear();
                cart.status = Status.MERGED;
            }
        }
    }

    private void add(CartRow cart, Sku sku, int quantity, @Nullable Money unitPrice) {
        int before = held(cart, sku);
        if (before == 0) {
            start(cart, sku);
        }
        hold(cart, sku, before, before + quantity);
        lines.change(keyOf(cart, sku), line -> line.see(unitPrice));
    }

    // what was cleared away may still be there, and starts anew
    private void start(CartRow cart, Sku sku) {
        CartLineRow.Key key = keyOf(cart, sku);
        if (lines.find(key).isEmpty()) {
            lines.insert(new CartLineRow(key));
        }
        int position = cart.nextPosition++;
        lines.change(key, line -> line.position = position);
    }

    private void hold(CartRow cart, Sku sku, int before, int quantity) {
        lines.change(keyOf(cart, sku), line -> line.quantity = quantity);
        cart.itemCount += quantity - before;
    }

    private int held(CartRow cart, Sku sku) {
        Optional<CartLineRow> line = lines.find(keyOf(cart, sku));
        return line.filter(it -> it.position >= cart.firstPosition)
                .map(it -> it.quantity)
                .orElse(0);
    }

    private static CartLineRow.Key keyOf(CartRow cart, Sku sku) {
        return new CartLineRow.Key(cart.cartId, sku.value());
    }
}
