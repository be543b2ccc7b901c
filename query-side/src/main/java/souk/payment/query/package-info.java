/** Payments as buyers and admins look at them. */
@org.springframework.modulith.NamedInterface("query")
@org.jspecify.annotations.NullMarked
package souk.payment.query;
