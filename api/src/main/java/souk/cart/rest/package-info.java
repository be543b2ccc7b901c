/** Carts over HTTP. */
@org.jspecify.annotations.NullMarked
package souk.cart.rest;
