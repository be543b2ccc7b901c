package souk.payment;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;

import java.time.Instant;
import java.util.List;

/**
 * A payment as buyers and admins see it.
 *
 * @param reference what is paid
 * @param checkoutUrl where to pay; absent where that is not possible now
 */
public record PaymentView(
        PaymentId paymentId,
        String reference,
        PaymentStatus status,
        Money amount,
        Money captured,
        Money refunded,
        @Nullable String checkoutUrl,
        @Nullable Instant expiresAt,
        List<Refund> refunds,
        boolean disputed,
        long version) {

    public enum RefundStatus {
        PENDING,
        SUCCEEDED,
        FAILED
    }

    public record Refund(
            RefundId id,
            Money amount,
            RefundStatus status,
            String reason,
            @Nullable String problem) {}

    public PaymentView {
        refunds = List.copyOf(refunds);
    }
}
