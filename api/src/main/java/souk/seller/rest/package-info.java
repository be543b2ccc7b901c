/** Sellers over HTTP. */
@org.jspecify.annotations.NullMarked
package souk.seller.rest;
