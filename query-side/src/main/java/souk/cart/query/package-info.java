/** Carts as their owners look at them. */
@org.jspecify.annotations.NullMarked
package souk.cart.query;
