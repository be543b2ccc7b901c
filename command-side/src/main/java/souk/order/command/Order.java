package souk.order.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.account.AccountId;
import souk.cart.CartOwner;
import souk.kernel.Money;
import souk.kernel.Published;
import souk.kernel.Rejected;
import souk.order.Consignment;
import souk.order.ConsignmentStatus;
import souk.order.OrderCommand.ConfirmPayment;
import souk.order.OrderCommand.ConfirmRefund;
import souk.order.OrderCommand.EraseBuyer;
import souk.order.OrderCommand.GiveAddress;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderCommand.RejectRefund;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderEvent;
import souk.order.OrderEvent.BuyerErased;
import souk.order.OrderEvent.ConsignmentDelivered;
import souk.order.OrderEvent.ConsignmentShipped;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.OrderShipped;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.PaymentRefused.Why;
import souk.order.OrderEvent.PiecesTakenBack;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderId;
import souk.order.OrderRejection.BuyerHasAccount;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderRejection.OrderNotInState;
import souk.order.OrderStatus;
import souk.order.OrderView.Tracking;
import souk.order.Returned;
import souk.payment.RefundId;
import souk.platform.command.EventSourced;
import souk.seller.SellerId;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An order. Where stock or payments have a part in it, {@link OrderDecisions} brings them in. */
@EventSourced
@Published("order.Order")
@Revision("1")
class Order {

    @AggregateIdentifier private OrderId orderId;
    private OrderState state;

    @SuppressWarnings("NullAway.Init") // by the event
    Order(OrderPlaced placed) {
        apply(placed);
    }

    void mustBelongTo(@Nullable CartOwner buyer) {
        if (buyer != null && !buyer.equals(state.placed().buyer())) {
            throw new Rejected(new OrderNotFound());
        }
    }

    void mustBeSentBy(@Nullable SellerId seller) {
        if (state.consignmentsOf(seller).isEmpty()) {
            throw new Rejected(new OrderNotFound());
        }
    }

    void mustBe(boolean fit) {
        if (!fit) {
            throw new Rejected(new OrderNotInState(state.status()));
        }
    }

    void mustAwaitPayment(Instant now) {
        mustBe(state.isWaiting());
        if (!now.isBefore(state.placed().payUntil())) {
            throw new Rejected(new OrderNotInState(OrderStatus.CANCELLED)); // as good as
        }
    }

    /** Whether it is paid by this. */
    boolean pay(ConfirmPayment payment) {
        if (state.ledger().knows(payment.transaction())) {
            return false;
        }
        Why refused = whyNot(payment.amount());
        if (refused == null) {
            apply(
                    new OrderPaid(
                            orderId, payment.paymentId(), payment.transaction(), payment.amount()));
            // news of what went back may have come before those of the payment
            state.ledger().backFrom(payment).forEach(event -> apply(event));
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
        return switch (state.fulfilment()) {
            case PLACED ->
                    amount.equals(state.placed().amounts().total()) ? null : Why.WRONG_AMOUNT;
            case CANCELLED -> Why.CANCELLED;
            default -> Why.ALREADY_PAID;
        };
    }

    void cancel(OrderCancelled.Cause cause, @Nullable String reason) {
        apply(new OrderCancelled(orderId, cause, reason));
    }

    void sendTo(GiveAddress command) {
        mustBe(state.isOpen());
        Destination.after(command, state.placed()).ifPresent(event -> apply(event));
    }

    /** An account's with the account, a guest's once it is finished. */
    void eraseBuyer(EraseBuyer command) {
        Optional<AccountId> account = state.placed().buyer().accountId();
        if (!command.left()) {
            account.ifPresent(
                    it -> {
                        throw new Rejected(new BuyerHasAccount(it));
                    });
            mustBe(!state.isUnfinished());
        }
        if (!state.isBuyerErased()) {
            apply(new BuyerErased(orderId));
        }
    }

    void ship(ShipOrder command) {
        List<Consignment> theirs = state.consignmentsOf(command.seller());
        mustBe(state.isPaid() && state.status() != OrderStatus.REFUNDED);
        if (theirs.stream().anyMatch(it -> state.statusOf(it) == ConsignmentStatus.READY)) {
            Destination.mustBeKnown(state.placed());
        }
        for (Consignment it : theirs) {
            if (isNew(command, it)) {
                apply(
                        new ConsignmentShipped(
                                orderId, it.id(), command.carrier(), command.trackingNumber()));
            }
        }
        mustBe(theirs.stream().anyMatch(it -> state.statusOf(it) != ConsignmentStatus.CANCELLED));
        advance();
    }

    // sellers may correct what they said until it has arrived; the shop leaves their word alone
    private boolean isNew(ShipOrder command, Consignment it) {
        var tracking = new Tracking(command.carrier(), command.trackingNumber());
        boolean corrected =
                command.seller() != null && !tracking.equals(state.goods().trackingOf(it));
        return switch (state.statusOf(it)) {
            case READY -> true;
            case SHIPPED -> corrected;
            case DELIVERED -> {
                mustBe(!corrected);
                yield false;
            }
            case WAITING, CANCELLED -> false;
        };
    }

    void deliver(@Nullable SellerId seller) {
        List<Consignment> theirs = state.consignmentsOf(seller);
        for (Consignment it : theirs) {
            if (state.statusOf(it) == ConsignmentStatus.SHIPPED) {
                apply(new ConsignmentDelivered(orderId, it.id()));
            }
        }
        mustBe(theirs.stream().anyMatch(it -> state.statusOf(it) == ConsignmentStatus.DELIVERED));
        advance();
    }

    /** The pieces that are in stock again. */
    List<Returned> refund(RefundOrder command, Coin coin) {
        mustBe(state.ledger().paid() != null && state.status() != OrderStatus.REFUNDED);
        mustBe(state.isPaid() || command.lines().isEmpty()); // goods of the cancelled are back
        return give(Claim.of(command, state, coin), command.refundId());
    }

    /** All that is left of what was paid; the pieces that are in stock again. */
    List<Returned> refundAll(RefundId refund, String reason) {
        return give(Claim.all(reason, state), refund);
    }

    /** What is left of all that is not on its way; the pieces that are in stock again. */
    List<Returned> refundUnsent(RefundId refund, String reason, Coin coin) {
        return give(Claim.unsent(reason, state, coin), refund);
    }

    private List<Returned> give(Claim claim, RefundId refund) {
        OrderPaid paid =
                Objects.requireNonNull(state.ledger().paid(), "nobody refunds what is not paid");
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
        } else if (claim.restocks()) {
            apply(new PiecesTakenBack(orderId, claim.lines(), claim.reason()));
        }
        advance();
        return claim.restocks() ? claim.lines() : List.of();
    }

    void tell(ConfirmRefund news) {
        state.ledger().after(news).ifPresent(event -> apply(event));
    }

    void tell(RejectRefund news) {
        state.ledger().after(news).ifPresent(event -> apply(event));
    }

    // what is wholly given back is waited for no more
    private void advance() {
        List<ConsignmentStatus> open =
                state.placed().consignments().stream()
                        .map(state::progressOf)
                        .filter(it -> it != ConsignmentStatus.CANCELLED)
                        .toList();
        if (open.isEmpty()) {
            return;
        }
        if (state.fulfilment() == OrderStatus.PAID && !open.contains(ConsignmentStatus.READY)) {
            apply(new OrderShipped(orderId));
        }
        if (state.fulfilment() == OrderStatus.SHIPPED
                && !open.contains(ConsignmentStatus.SHIPPED)) {
            apply(new OrderDelivered(orderId));
        }
    }

    @EventSourcingHandler
    void evolve(OrderEvent event, @Timestamp Instant at) {
        if (event instanceof OrderPlaced placed) {
            orderId = placed.orderId();
            state = new OrderState(placed, at);
        } else {
            state.evolve(event, at);
        }
    }

    OrderState state() {
        return state;
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Order() {}
}
