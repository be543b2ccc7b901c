package souk.cart.command;

import org.jspecify.annotations.Nullable;

import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.kernel.Quantity;
import souk.kernel.Sku;

import java.util.List;
import java.util.Optional;

/** Carts, as far as those see them who sell what is in them. */
public interface CartCheckout {

    /** So many of one thing. What it costs is not the cart's to say. */
    record Item(Sku sku, Quantity quantity) {}

    /**
     * The order that has got what was in the cart, as long as nothing was put in since. Refused
     * where it is somebody else's.
     */
    Optional<String> lastOrder(CartId cart, CartOwner buyer);

    /**
     * Empties the cart for the order, in the unit of work that is under way, and tells what was in
     * it; nothing happens where that is nothing. Refused where it is somebody else's, or closed, or
     * not at the version that is expected.
     */
    List<Item> checkOut(CartId cart, CartOwner buyer, String order, @Nullable Long expected);
}
