/** Stripe as a provider, and the notices that are written as Stripe writes them. */
@org.springframework.modulith.NamedInterface("stripe")
@org.jspecify.annotations.NullMarked
package souk.payment.stripe;
