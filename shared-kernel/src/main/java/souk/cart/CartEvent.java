package souk.cart;

import souk.kernel.Published;
import souk.kernel.Quantity;
import souk.kernel.Sku;

/** Everything that can happen to a cart. */
public sealed interface CartEvent {

    CartId cartId();

    @Published("cart.CartCreated")
    record CartCreated(CartId cartId, CartOwner owner) implements CartEvent {}

    /** The quantity is what was added, not what the line holds by then. */
    @Published("cart.ItemAdded")
    record ItemAdded(CartId cartId, Sku sku, Quantity quantity) implements CartEvent {}

    @Published("cart.QuantityChanged")
    record QuantityChanged(CartId cartId, Sku sku, Quantity quantity) implements CartEvent {}

    @Published("cart.ItemRemoved")
    record ItemRemoved(CartId cartId, Sku sku) implements CartEvent {}

    @Published("cart.CartCleared")
    record CartCleared(CartId cartId) implements CartEvent {}
}
