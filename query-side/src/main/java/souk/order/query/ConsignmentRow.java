package souk.order.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.order.Consignment;
import souk.order.ConsignmentId;
import souk.order.ConsignmentStatus;
import souk.order.OrderView;
import souk.seller.SellerId;

import java.time.Instant;
import java.util.List;

/** What one seller sends for one order. */
@Entity
@Table(schema = "order_view", name = "consignment")
class ConsignmentRow {

    @Embeddable
    record Key(String orderId, String consignmentId) {}

    @EmbeddedId Key key;
    int position;
    String sellerId;
    String sellerName;

    @Enumerated(EnumType.STRING)
    ConsignmentStatus status;

    int pieces;
    @Nullable String carrier;
    @Nullable String trackingNumber;
    @Embedded Sum sum;
    Instant placedAt;

    ConsignmentRow(Key key, int position, Consignment consignment, int pieces, Instant placedAt) {
        this.key = key;
        this.position = position;
        this.sellerId = consignment.seller().value();
        this.sellerName = consignment.sellerName();
        this.status = ConsignmentStatus.WAITING;
        this.pieces = pieces;
        this.sum = Sum.of(consignment.amounts());
        this.placedAt = placedAt;
    }

    void ship(@Nullable String by, @Nullable String under) {
        status = ConsignmentStatus.SHIPPED;
        carrier = by;
        trackingNumber = under;
    }

    /** What is wholly given back is not sent any more. */
    void takeBack(int quantity) {
        pieces -= quantity;
        if (pieces == 0 && status == ConsignmentStatus.READY) {
            status = ConsignmentStatus.CANCELLED;
        }
    }

    /** Nobody sends what was wholly paid back, unless it turns out that it was not. */
    void payBack(boolean wholly) {
        if (wholly && status == ConsignmentStatus.READY) {
            status = ConsignmentStatus.CANCELLED;
        } else if (!wholly && status == ConsignmentStatus.CANCELLED && pieces > 0) {
            status = ConsignmentStatus.READY;
        }
    }

    OrderView.Parcel view(OrderRow order, List<OrderView.Line> lines) {
        return new OrderView.Parcel(
                new ConsignmentId(key.consignmentId()),
                new OrderView.Seller(new SellerId(sellerId), sellerName),
                status,
                lines,
                order.money(sum.subtotal()),
                order.money(sum.discount()),
                order.money(sum.shipping()),
                order.money(sum.tax()),
                order.money(sum.total()),
                carrier == null && trackingNumber == null
                        ? null
                        : new OrderView.Tracking(carrier, trackingNumber));
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected ConsignmentRow() {}
}
