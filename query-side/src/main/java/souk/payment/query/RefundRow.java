package souk.payment.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.payment.PaymentView;
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;

/** Money of a payment that goes back, or has gone. */
@Entity
@Table(schema = "payment_view", name = "refund")
class RefundRow {

    @Embeddable
    record Key(String paymentId, String refundId) {}

    @EmbeddedId Key key;
    long started;
    long amount;

    @Enumerated(EnumType.STRING)
    RefundStatus status;

    String reason;
    @Nullable String problem;

    RefundRow(Key key, long started, long amount, String reason) {
        this.key = key;
        this.started = started;
        this.amount = amount;
        this.status = RefundStatus.PENDING;
        this.reason = reason;
    }

    void become(RefundStatus reached, @Nullable String why) {
        status = reached;
        problem = why;
    }

    PaymentView.Refund view(PaymentRow payment) {
        return new PaymentView.Refund(
                new RefundId(key.refundId()), payment.money(amount), status, reason, problem);
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected RefundRow() {}
}
