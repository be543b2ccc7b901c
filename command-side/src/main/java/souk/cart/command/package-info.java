/** Decisions about carts. */
@org.jspecify.annotations.NullMarked
package souk.cart.command;
