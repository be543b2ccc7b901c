package souk.payment;

import org.jspecify.annotations.Nullable;

/** Everything that can be asked about payments. */
public sealed interface PaymentQuery {

    /** Answered with a {@link PaymentView}. */
    record FindPayment(PaymentId paymentId) implements PaymentQuery {}

    /**
     * Answered with a {@link PaymentPage}, the latest first.
     *
     * @param failedRefunds only those that owe somebody money the provider would not give back
     */
    record ListPayments(
            @Nullable PaymentStatus status,
            boolean failedRefunds,
            int limit,
            @Nullable String after,
            boolean total)
            implements PaymentQuery {}
}
