package souk.order.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.cart.CartOwner;
import souk.kernel.Money;
import souk.kernel.Published;
import souk.kernel.Rejected;
import souk.order.Consignment;
import souk.order.ConsignmentStatus;
import souk.order.OrderCommand.ConfirmPayment;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderCommand.ShipOrder;
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
import souk.order.OrderEvent.PaymentRefused.Why;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderId;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderRejection.OrderNotInState;
import souk.order.OrderStatus;
import souk.order.OrderView.Moment;
import souk.order.Returned;
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;
import souk.platform.command.EventSourced;
import souk.seller.SellerId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An order. Where stock or payments have a part in it, {@link OrderDecisions} brings them in. */
@EventSourced
@Published("order.Order")
@Revision("1")
class Order {

    @AggregateIdentifier private OrderId orderId;
    private OrderPlaced placed;
    private OrderStatus fulfilment;
    private Ledger ledger;
    private Goods goods = new Goods();
    private List<Moment> timeline = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // by the event
    Order(OrderPlaced placed) {
        apply(placed);
    }

    void mustBelongTo(@Nullable CartOwner buyer) {
        if (buyer != null && !buyer.equals(placed.buyer())) {
            throw new Rejected(new OrderNotFound());
        }
    }

    void mustBe(boolean fit) {
        if (!fit) {
            throw new Rejected(new OrderNotInState(status()));
        }
    }

    void mustAwaitPayment(Instant now) {
        mustBe(fulfilment == OrderStatus.PLACED);
        if (!now.isBefore(placed.payUntil())) {
            throw new Rejected(new OrderNotInState(OrderStatus.CANCELLED)); // as good as
        }
    }

    /** Whether it is paid by this. */
    boolean pay(ConfirmPayment payment) {
        if (ledger.knows(payment.transaction())) {
            return false;
        }
        Why refused = whyNot(payment.amount());
        if (refused == null) {
            apply(
                    new OrderPaid(
                            orderId, payment.paymentId(), payment.transaction(), payment.amount()));
            return true;
        }
        apply(
                new PaymentRefused(
                        orderId,
                        payment.paymentId(),
                        payment.transaction(),
                        payment.amount(),
                        DerivedIds.refundOf(orderId, payment.transaction()),
                        refused));
        return false;
    }

    private @Nullable Why whyNot(Money amount) {
        return switch (fulfilment) {
            case PLACED -> amount.equals(placed.amounts().total()) ? null : Why.WRONG_AMOUNT;
            case CANCELLED -> Why.CANCELLED;
            default -> Why.ALREADY_PAID;
        };
    }

    void cancel(OrderCancelled.Cause cause, @Nullable String reason) {
        apply(new OrderCancelled(orderId, cause, reason));
    }

    void ship(ShipOrder command) {
        mustBe(isPaid());
        List<Consignment> theirs = consignmentsOf(command.seller());
        for (Consignment it : theirs) {
            if (statusOf(it) == ConsignmentStatus.READY) {
                apply(
                        new ConsignmentShipped(
                                orderId, it.id(), command.carrier(), command.trackingNumber()));
            }
        }
        mustBe(theirs.stream().anyMatch(it -> statusOf(it) != ConsignmentStatus.CANCELLED));
        advance();
    }

    void deliver(@Nullable SellerId seller) {
        List<Consignment> theirs = consignmentsOf(seller);
        for (Consignment it : theirs) {
            if (statusOf(it) == ConsignmentStatus.SHIPPED) {
                apply(new ConsignmentDelivered(orderId, it.id()));
            }
        }
        mustBe(theirs.stream().anyMatch(it -> statusOf(it) == ConsignmentStatus.DELIVERED));
        advance();
    }

    private List<Consignment> consignmentsOf(@Nullable SellerId seller) {
        List<Consignment> theirs =
                placed.consignments().stream()
                        .filter(it -> seller == null || it.seller().equals(seller))
                        .toList();
        if (theirs.isEmpty()) {
            throw new Rejected(new OrderNotFound());
        }
        return theirs;
    }

    /** The pieces that are in stock again. */
    List<Returned> refund(RefundOrder command) {
        mustBe(isPaid() && status() != OrderStatus.REFUNDED);
        return give(Claim.of(command, placed, goods, ledger), command.refundId());
    }

    /** All that is left of what was paid; the pieces that are in stock again. */
    List<Returned> refundAll(RefundId refund, String reason) {
        return give(Claim.all(reason, placed, goods, ledger), refund);
    }

    private List<Returned> give(Claim claim, RefundId refund) {
        OrderPaid paid = Objects.requireNonNull(ledger.paid(), "nobody refunds what is not paid");
        if (claim.amount().amount() > 0) {
            apply(
                    new RefundRequested(
                            orderId,
                            refund,
                            paid.paymentId(),
                            paid.transaction(),
                            claim.amount(),
                            claim.lines(),
                            claim.reason(),
                            claim.restocks()));
        }
        advance();
        return claim.restocks() ? claim.lines() : List.of();
    }

    void confirmRefund(RefundId refund, Money amount) {
        if (!ledger.is(refund, RefundStatus.SUCCEEDED)) {
            Money sum = ledger.refundedAfter(refund, amount);
            apply(new OrderRefunded(orderId, refund, amount, sum));
        }
    }

    void rejectRefund(RefundId refund, String reason) {
        if (ledger.is(refund, RefundStatus.PENDING)) {
            apply(new RefundFailed(orderId, refund, reason));
        }
    }

    // what is wholly given back is waited for no more
    private void advance() {
        List<ConsignmentStatus> open =
                placed.consignments().stream()
                        .map(this::statusOf)
                        .filter(it -> it != ConsignmentStatus.CANCELLED)
                        .toList();
        if (open.isEmpty()) {
            return;
        }
        if (fulfilment == OrderStatus.PAID && !open.contains(ConsignmentStatus.READY)) {
            apply(new OrderShipped(orderId));
        }
        if (fulfilment == OrderStatus.SHIPPED && !open.contains(ConsignmentStatus.SHIPPED)) {
            apply(new OrderDelivered(orderId));
        }
    }

    @EventSourcingHandler
    void evolve(OrderEvent event, @Timestamp Instant at) {
        switch (event) {
            case OrderPlaced it -> {
                orderId = it.orderId();
                placed = it;
                ledger = new Ledger(Money.zero(it.amounts().total().currency()));
                reach(OrderStatus.PLACED, at);
            }
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

    boolean isPaidAndHere() {
        return fulfilment == OrderStatus.PAID && goods.isUntouched();
    }

    private boolean isPaid() {
        return fulfilment != OrderStatus.PLACED && fulfilment != OrderStatus.CANCELLED;
    }

    boolean knows(RefundId refund) {
        return ledger.knows(refund);
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

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Order() {}
}
