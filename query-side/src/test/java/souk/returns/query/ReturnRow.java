package souk.returns.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.order.OrderEvent.RefundRequested;
import souk.order.Returned;

import java.time.Instant;

@Entity
@Table(schema = "returns_view", name = "refund")
class ReturnRow {

    @Id String refundId;
    String orderId;
    String reason;
    int pieces;
    long amount;
    String currency;
    Instant askedAt;
    @Nullable Instant paidAt;

    ReturnRow(RefundRequested event, Instant askedAt) {
        refundId = event.refundId().value();
        orderId = event.orderId().value();
        reason = event.reason();
        pieces = event.lines().stream().map(Returned::quantity).mapToInt(it -> it.value()).sum();
        amount = event.amount().amount();
        currency = event.amount().currency().getCurrencyCode();
        this.askedAt = askedAt;
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ReturnRow() {}
}
