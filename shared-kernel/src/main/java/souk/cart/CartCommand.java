package souk.cart;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import souk.kernel.Quantity;
import souk.kernel.Sku;

/**
 * Everything that can be asked of a cart. Each is answered with the {@link CartView} that it leads
 * to.
 */
public sealed interface CartCommand {

    @TargetAggregateIdentifier
    CartId cartId();

    CartOwner owner();

    record CreateCart(CartId cartId, CartOwner owner) implements CartCommand {}

    /** Prices are not in here: they are ours. An account's first item opens its cart. */
    record AddItem(CartId cartId, CartOwner owner, Sku sku, Quantity quantity)
            implements CartCommand {}

    /** Zero removes the line. */
    record ChangeQuantity(CartId cartId, CartOwner owner, Sku sku, int quantity)
            implements CartCommand {
        public ChangeQuantity {
            if (quantity != 0) {
                new Quantity(quantity);
            }
        }
    }

    record RemoveItem(CartId cartId, CartOwner owner, Sku sku) implements CartCommand {}

    record ClearCart(CartId cartId, CartOwner owner) implements CartCommand {}

    /** The account takes over what it has put into its cart as a guest. Twice is once. */
    record TakeOverCart(CartId cartId, CartOwner owner, CartId guestCart, CartOwner guest)
            implements CartCommand {}
}
