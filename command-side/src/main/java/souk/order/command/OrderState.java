package souk.order.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

import souk.kernel.Money;
import souk.order.Consignment;
import souk.order.ConsignmentStatus;
import souk.order.OrderEvent;
import souk.order.OrderEvent.ConsignmentDelivered;
import souk.order.OrderEvent.ConsignmentShipped;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.OrderShipped;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderStatus;
import souk.order.OrderView.Moment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An order after some events. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
class OrderState {

    private OrderPlaced placed;
    private OrderStatus fulfilment;
    private Ledger ledger;
    private Goods goods = new Goods();
    private List<Moment> timeline = new ArrayList<>();

    OrderState(OrderPlaced placed, Instant at) {
        this.placed = placed;
        this.fulfilment = OrderStatus.PLACED;
        this.ledger = new Ledger(Money.zero(placed.amounts().total().currency()));
        reach(OrderStatus.PLACED, at);
    }

    void evolve(OrderEvent event, Instant at) {
        switch (event) {
            case OrderPlaced _ -> {} // it begins with that
            case OrderPaid it -> {
                ledger.enter(it);
                reach(OrderStatus.PAID, at);
            }
            case PaymentRefused it -> ledger.enter(it);
            case OrderCancelled _ -> reach(OrderStatus.CANCELLED, at);
            case ConsignmentShipped it -> goods.ship(it);
            case OrderShipped _ -> reach(OrderStatus.SHIPPED, at);
            case ConsignmentDelivered it -> goods.deliver(it.consignmentId());
            case OrderDelivered _ -> reach(OrderStatus.DELIVERED, at);
            case RefundRequested it -> {
                ledger.enter(it);
                goods.takeBack(it.lines());
            }
            case OrderRefunded it -> {
                boolean counts = !it.refunded().equals(ledger.refunded());
                ledger.enter(it);
                if (counts) {
                    timeline.add(new Moment(status().name(), at));
                }
            }
            case RefundFailed it -> ledger.enter(it);
        }
    }

    private void reach(OrderStatus next, Instant at) {
        fulfilment = next;
        timeline.add(new Moment(next.name(), at));
    }

    /** What was given back outweighs what was sent. */
    OrderStatus status() {
        if (ledger.isEmptied()) {
            return OrderStatus.REFUNDED;
        }
        return ledger.refunded().amount() > 0 ? OrderStatus.PARTIALLY_REFUNDED : fulfilment;
    }

    /** How far it was sent, whatever was given back. */
    OrderStatus fulfilment() {
        return fulfilment;
    }

    ConsignmentStatus statusOf(Consignment consignment) {
        return switch (fulfilment) {
            case PLACED -> ConsignmentStatus.WAITING;
            case CANCELLED -> ConsignmentStatus.CANCELLED;
            default -> goods.statusOf(consignment, placed);
        };
    }

    boolean isWaiting() {
        return fulfilment == OrderStatus.PLACED;
    }

    boolean isPaid() {
        return fulfilment != OrderStatus.PLACED && fulfilment != OrderStatus.CANCELLED;
    }

    boolean isPaidAndHere() {
        return fulfilment == OrderStatus.PAID && goods.isUntouched();
    }

    OrderPlaced placed() {
        return placed;
    }

    Ledger ledger() {
        return ledger;
    }

    Goods goods() {
        return goods;
    }

    List<Moment> timeline() {
        return timeline;
    }

    /** For snapshots. */
    @SuppressWarnings("NullAway.Init")
    protected OrderState() {}
}
