package souk.cart.command;

import souk.cart.CartId;
import souk.cart.CartOwner;

import java.util.List;
import java.util.Optional;

/** Carts of guests, as far as an account's cart gets to see them. */
interface GuestCarts {

    /**
     * Closes the cart in the unit of work that is under way, and tells what was in it; nothing
     * where it had been closed before. Refused where it is not this guest's.
     */
    Optional<List<Held>> close(CartId guestCart, CartOwner guest, CartId into);
}
