/** Payments as buyers and admins look at them. */
@org.jspecify.annotations.NullMarked
package souk.payment.query;
