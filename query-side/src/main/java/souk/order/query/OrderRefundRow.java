package souk.order.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import souk.order.OrderView;
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;

/** Money of an order that goes back, or has gone. */
@Entity
@Table(schema = "order_view", name = "refund")
class OrderRefundRow {

    @Embeddable
    record Key(String orderId, String refundId) {}

    @EmbeddedId Key key;
    long asked;
    long amount;

    @Enumerated(EnumType.STRING)
    RefundStatus status;

    String reason;

    OrderRefundRow(Key key, long asked, long amount, String reason) {
        this.key = key;
        this.asked = asked;
        this.amount = amount;
        this.status = RefundStatus.PENDING;
        this.reason = reason;
    }

    OrderView.Refund view(OrderRow order) {
        return new OrderView.Refund(
                new RefundId(key.refundId()), order.money(amount), status, reason);
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected OrderRefundRow() {}
}
