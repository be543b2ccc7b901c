package souk.cart;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.kernel.Published;
import souk.kernel.Quantity;
import souk.kernel.Sku;

import java.util.List;

/** Everything that can happen to a cart. */
public sealed interface CartEvent {

    CartId cartId();

    @Published("cart.CartCreated")
    record CartCreated(CartId cartId, CartOwner owner) implements CartEvent {}

    /**
     * The quantity is what was added, not what the line holds by then.
     *
     * @param unitPrice what the buyer saw; unknown for what was added before prices were kept
     */
    @Published("cart.ItemAdded")
    @Revision("2")
    record ItemAdded(CartId cartId, Sku sku, Quantity quantity, @Nullable Money unitPrice)
            implements CartEvent {}

    @Published("cart.QuantityChanged")
    record QuantityChanged(CartId cartId, Sku sku, Quantity quantity) implements CartEvent {}

    @Published("cart.ItemRemoved")
    record ItemRemoved(CartId cartId, Sku sku) implements CartEvent {}

    @Published("cart.CartCleared")
    record CartCleared(CartId cartId) implements CartEvent {}

    /** An account has got what was in a guest's cart, but for what did not fit. */
    @Published("cart.GuestCartTakenOver")
    record GuestCartTakenOver(
            CartId cartId, CartId guestCart, List<TakenItem> items, List<CartNote> leftBehind)
            implements CartEvent {

        /** As in {@link ItemAdded}. */
        public record TakenItem(Sku sku, Quantity quantity, @Nullable Money unitPrice) {}

        public GuestCartTakenOver {
            items = List.copyOf(items);
            leftBehind = List.copyOf(leftBehind);
        }
    }

    /**
     * What it held is bought, and the cart is empty.
     *
     * @param order what bought it: remembered until something is put in again
     */
    @Published("cart.CartCheckedOut")
    record CartCheckedOut(CartId cartId, String order) implements CartEvent {}

    /** Whose it was is forgotten: what it held is gone, and nothing is bought from it any more. */
    @Published("cart.CartAbandoned")
    record CartAbandoned(CartId cartId) implements CartEvent {}

    /** A guest's cart is closed: what it held is in another one. */
    @Published("cart.CartMerged")
    record CartMerged(CartId cartId, CartId into) implements CartEvent {}
}
