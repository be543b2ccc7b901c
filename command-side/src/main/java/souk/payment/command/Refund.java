package souk.payment.command;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.payment.PaymentEvent.RefundStarted;
import souk.payment.PaymentView;
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;

/** Money that is to go back, or has. */
record Refund(
        RefundId id,
        String transaction,
        Money amount,
        String reason,
        int attempt,
        RefundStatus status,
        @Nullable String problem,
        @Nullable String providerRefund)
        implements Keyed {

    static Refund of(RefundStarted started) {
        return new Refund(
                started.refundId(),
                started.transaction(),
                started.amount(),
                started.reason(),
                1,
                RefundStatus.PENDING,
                null,
                null);
    }

    Refund again() {
        return new Refund(
                id, transaction, amount, reason, attempt + 1, RefundStatus.PENDING, null, null);
    }

    Refund done(String byProvider) {
        return new Refund(
                id, transaction, amount, reason, attempt, RefundStatus.SUCCEEDED, null, byProvider);
    }

    Refund failed(String why) {
        return new Refund(
                id, transaction, amount, reason, attempt, RefundStatus.FAILED, why, providerRefund);
    }

    boolean isOf(Capture capture) {
        return transaction.equals(capture.transaction());
    }

    boolean isPending() {
        return status == RefundStatus.PENDING;
    }

    boolean isDone() {
        return status == RefundStatus.SUCCEEDED;
    }

    boolean hasFailed() {
        return status == RefundStatus.FAILED;
    }

    PaymentView.Refund view() {
        return new PaymentView.Refund(id, amount, status, reason, problem);
    }

    @Override
    public Object key() {
        return id;
    }
}
