package souk.cart;

/** Everything that can be asked about carts. */
public sealed interface CartQuery {

    /** Answered with a {@link CartView}, or refused where it is somebody else's. */
    record FindCart(CartId cartId, CartOwner owner) implements CartQuery {}
}
