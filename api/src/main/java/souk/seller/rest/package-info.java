/** Sellers over HTTP. */
@org.springframework.modulith.NamedInterface("rest")
@org.jspecify.annotations.NullMarked
package souk.seller.rest;
