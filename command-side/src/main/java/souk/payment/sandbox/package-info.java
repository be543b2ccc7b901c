/**
 * A provider of our own, where money is only played: pages to pay on, refunds, and notices signed
 * and written as Stripe's are.
 */
@org.springframework.modulith.NamedInterface("sandbox")
@org.jspecify.annotations.NullMarked
package souk.payment.sandbox;
