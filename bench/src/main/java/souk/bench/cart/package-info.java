/** What the length of a cart costs. */
@org.jspecify.annotations.NullMarked
package souk.bench.cart;
