/** Tests of what owners see of their carts. */
@org.jspecify.annotations.NullMarked
package souk.payment.query;
