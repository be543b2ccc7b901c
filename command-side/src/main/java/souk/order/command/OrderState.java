package souk.order.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.order.Consignment;
import souk.order.ConsignmentStatus;
import souk.order.OrderEvent;
import souk.order.OrderEvent.AddressGiven;
import souk.order.OrderEvent.BuyerErased;
import souk.order.OrderEvent.ConsignmentDelivered;
import souk.order.OrderEvent.ConsignmentShipped;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.OrderShipped;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.PiecesTakenBack;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderStatus;
import souk.order.OrderView.Moment;
import souk.seller.SellerId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An order after some events. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
class OrderState {

    static final String BUYER_ERASED = "BUYER_ERASED";

    private OrderPlaced placed;
    private OrderStatus fulfilment;
    private Ledger ledger;
    private Goods goods = new Goods();
    private List<Moment> timeline = new ArrayList<>();

    OrderState(OrderPlaced placed, Instant at) {
        this.placed = placed;
        this.fulfilment = OrderStatus.PLACED;
        this.ledger = new Ledger(Money.zero(placed.amounts().total().currency()));
        timeline.add(new Moment(OrderStatus.PLACED.name(), at));
    }

    void evolve(OrderEvent event, Instant at) {
        if (!(event instanceof ConsignmentShipped it && goods.isSent(it.consignmentId()))) {
            pass(new Moment(milestone(event), at), event instanceof AddressGiven);
        }
        switch (event) {
            case OrderPlaced _ -> {} // it begins with that
            case AddressGiven it -> placed = placed.sentTo(it);
            case BuyerErased _ -> placed = placed.withoutBuyer();
            case OrderPaid it -> {
                ledger.enter(it);
                fulfilment = OrderStatus.PAID;
            }
            case PaymentRefused it -> ledger.enter(it);
            case OrderCancelled _ -> fulfilment = OrderStatus.CANCELLED;
            case ConsignmentShipped it -> goods.ship(it);
            case OrderShipped _ -> fulfilment = OrderStatus.SHIPPED;
            case ConsignmentDelivered it -> goods.deliver(it.consignmentId());
            case OrderDelivered _ -> fulfilment = OrderStatus.DELIVERED;
            case RefundRequested it -> {
                ledger.enter(it);
                goods.takeBack(it.lines());
            }
            case PiecesTakenBack it -> goods.takeBack(it.lines());
            case OrderRefunded it -> ledger.enter(it);
            case RefundFailed it -> ledger.enter(it);
        }
    }

    /** Of what may be said again and again, only the last time counts. */
    private void pass(Moment moment, boolean again) {
        if (again) {
            timeline.removeIf(before -> before.status().equals(moment.status()));
        }
        timeline.add(moment);
    }

    private String milestone(OrderEvent event) {
        return switch (event) {
            case OrderPlaced _ -> "PLACED";
            case AddressGiven _ -> "ADDRESS_GIVEN";
            case BuyerErased _ -> BUYER_ERASED;
            case OrderPaid _ -> "PAID";
            case PaymentRefused _ -> "PAYMENT_REFUSED";
            case OrderCancelled _ -> "CANCELLED";
            case ConsignmentShipped _ -> "CONSIGNMENT_SHIPPED";
            case OrderShipped _ -> "SHIPPED";
            case ConsignmentDelivered _ -> "CONSIGNMENT_DELIVERED";
            case OrderDelivered _ -> "DELIVERED";
            case RefundRequested _ -> "REFUND_REQUESTED";
            case PiecesTakenBack _ -> "TAKEN_BACK";
            case OrderRefunded it when it.refunded().equals(ledger.refunded()) ->
                    "PAYMENT_RETURNED"; // it was never the order's
            case OrderRefunded it ->
                    it.refunded().equals(placed.amounts().total())
                            ? "REFUNDED"
                            : "PARTIALLY_REFUNDED";
            case RefundFailed _ -> "REFUND_FAILED";
        };
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

    /** Nobody sends what was wholly paid back, unless it turns out that it was not. */
    ConsignmentStatus statusOf(Consignment consignment) {
        return isUnsent(consignment) && status() == OrderStatus.REFUNDED
                ? ConsignmentStatus.CANCELLED
                : progressOf(consignment);
    }

    /** It has got so far, whatever became of the money. */
    ConsignmentStatus progressOf(Consignment consignment) {
        return switch (fulfilment) {
            case PLACED -> ConsignmentStatus.WAITING;
            case CANCELLED -> ConsignmentStatus.CANCELLED;
            default -> goods.statusOf(consignment, placed);
        };
    }

    /** All of them, or those of one seller. */
    List<Consignment> consignmentsOf(@Nullable SellerId seller) {
        return placed.consignments().stream()
                .filter(it -> seller == null || it.seller().equals(seller))
                .toList();
    }

    boolean isWaiting() {
        return fulfilment == OrderStatus.PLACED;
    }

    /** Nothing of it is on its way, and something may be. */
    boolean isOpen() {
        return (fulfilment == OrderStatus.PLACED || fulfilment == OrderStatus.PAID)
                && goods.isUntouched()
                && status() != OrderStatus.REFUNDED;
    }

    boolean isBuyerErased() {
        return timeline.stream().anyMatch(moment -> moment.status().equals(BUYER_ERASED));
    }

    /** Somebody still waits for money, or for something that has to be sent somewhere. */
    boolean isUnfinished() {
        return isWaiting()
                || placed.consignments().stream()
                        .anyMatch(it -> statusOf(it) == ConsignmentStatus.READY);
    }

    /** It was paid, and is neither sent nor taken back, even if it is paid back. */
    boolean isUnsent(Consignment consignment) {
        return progressOf(consignment) == ConsignmentStatus.READY;
    }

    private boolean hasUnsent() {
        return placed.consignments().stream().anyMatch(this::isUnsent);
    }

    boolean isPaid() {
        return fulfilment != OrderStatus.PLACED && fulfilment != OrderStatus.CANCELLED;
    }

    boolean isPaidAndHere() {
        return fulfilment == OrderStatus.PAID && goods.isUntouched();
    }

    /** Nothing of it is on its way, and there are pieces or money to be given back. */
    boolean isToBeTakenBack() {
        return isPaidAndHere() && (status() != OrderStatus.REFUNDED || hasUnsent());
    }

    /** Some of it is on its way, and some is not. */
    boolean isPartlySent() {
        return !goods.isUntouched() && hasUnsent();
    }

    /** As it was, but for where it is to be sent by now. */
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
