package souk.order.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.cart.CartOwner;
import souk.inventory.command.StockReservations;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.ConfirmPayment;
import souk.order.OrderCommand.ConfirmRefund;
import souk.order.OrderCommand.DeliverOrder;
import souk.order.OrderCommand.ExpireOrder;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderCommand.RejectRefund;
import souk.order.OrderCommand.RequestPayment;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderEvent.OrderCancelled.Cause;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderId;
import souk.order.OrderRejection.NotYetExpired;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderView;
import souk.payment.PaymentId;
import souk.payment.PaymentView;
import souk.payment.command.Payments;
import souk.payment.command.Payments.LastCall;
import souk.platform.command.Aggregates;
import souk.seller.SellerId;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Decides on orders together with their stock and their payment, in one unit of work. */
@Component
class OrderDecisions {

    private final Aggregates<Order> orders;
    private final StockReservations stock;
    private final TakingBack takingBack;
    private final ObjectProvider<Payments> payments;
    private final Clock clock;

    OrderDecisions(
            ObjectProvider<Repository<Order>> repository,
            ObjectProvider<EventStore> events,
            StockReservations stock,
            ObjectProvider<Payments> payments,
            Clock clock) {
        this.orders = new Aggregates<>(Order.class, repository::getObject, events::getObject);
        this.stock = stock;
        this.takingBack = new TakingBack(stock, payments);
        this.payments = payments;
        this.clock = clock;
    }

    @CommandHandler
    PaymentView decide(
            RequestPayment command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        return orders.decide(
                () -> {
                    Aggregate<Order> order = find(command.orderId(), command.buyer());
                    Aggregates.mustBeAt(expected, order);
                    order.execute(it -> it.mustAwaitPayment(clock.instant()));
                    OrderPlaced placed = order.invoke(it -> it.state().placed());
                    String reference = command.orderId().value();
                    return payments.getObject()
                            .request(
                                    PaymentId.of(reference),
                                    reference,
                                    placed.amounts().total(),
                                    placed.payUntil());
                });
    }

    @CommandHandler
    OrderView decide(
            CancelOrder command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        return decided(
                () -> find(command.orderId(), command.buyer()),
                command.buyer() != null,
                expected,
                order -> {
                    boolean byShop = command.buyer() == null;
                    Cause cause = byShop ? Cause.BY_SHOP : Cause.BY_BUYER;
                    if (order.invoke(it -> byShop && it.state().isPaidAndHere())) {
                        takingBack.cancelPaid(order, command.reason());
                    } else if (order.invoke(it -> byShop && it.state().isPartlySent())) {
                        takingBack.refundUnsent(order, command.reason());
                    } else {
                        order.execute(it -> it.mustBe(it.state().isWaiting()));
                        takingBack.cancelUnpaid(order, cause, command.reason());
                    }
                });
    }

    /** The provider may take his time, so he is asked before the order is held. */
    @CommandHandler
    OrderView decide(ExpireOrder command) {
        Instant now = clock.instant();
        LastCall lastCall =
                payments.getObject().lastCall(PaymentId.of(command.orderId().value()), now);
        return told(
                command.orderId(),
                order -> {
                    if (order.invoke(it -> it.state().isWaiting())) {
                        mustBeOver(order.invoke(it -> it.state().placed()), now);
                        lastCall.mustBeOver();
                        takingBack.cancelUnpaid(order, Cause.NOT_PAID_IN_TIME, null);
                    }
                });
    }

    private static void mustBeOver(OrderPlaced placed, Instant now) {
        if (now.isBefore(placed.payUntil())) {
            throw new Rejected(new NotYetExpired(placed.payUntil()));
        }
    }

    @CommandHandler
    OrderView decide(ConfirmPayment command) {
        return told(
                command.orderId(),
                order -> {
                    if (order.invoke(it -> it.pay(command))) {
                        stock.commit(command.orderId().value(), TakingBack.skusOf(order));
                    }
                });
    }

    @CommandHandler
    OrderView decide(
            ShipOrder command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        return decided(
                () -> find(command.orderId(), command.seller()),
                false,
                expected,
                order -> order.execute(it -> it.ship(command)));
    }

    @CommandHandler
    OrderView decide(
            DeliverOrder command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        return decided(
                () -> find(command.orderId(), command.seller()),
                false,
                expected,
                order -> order.execute(it -> it.deliver(command.seller())));
    }

    @CommandHandler
    OrderView decide(
            RefundOrder command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        return decided(
                () -> find(command.orderId()),
                false,
                expected,
                order -> {
                    if (!order.invoke(it -> it.state().ledger().knows(command.refundId()))) {
                        takingBack.refund(order, command);
                    }
                });
    }

    @CommandHandler
    OrderView decide(ConfirmRefund command) {
        return told(command.orderId(), order -> order.execute(it -> it.tell(command)));
    }

    @CommandHandler
    OrderView decide(RejectRefund command) {
        return told(command.orderId(), order -> order.execute(it -> it.tell(command)));
    }

    private OrderView told(OrderId id, Consumer<Aggregate<Order>> decision) {
        return decided(() -> find(id), false, null, decision);
    }

    private OrderView decided(
            Supplier<Aggregate<Order>> found,
            boolean forBuyer,
            @Nullable Number expected,
            Consumer<Aggregate<Order>> decision) {
        return orders.decide(
                () -> {
                    Aggregate<Order> order = found.get();
                    Aggregates.mustBeAt(expected, order);
                    decision.accept(order);
                    return order.invoke(it -> OrderViews.of(it.state(), order.version(), forBuyer));
                });
    }

    // whoever has no part in it is not told its version either
    private Aggregate<Order> find(OrderId id, @Nullable SellerId seller) {
        Aggregate<Order> order = find(id);
        order.execute(it -> it.mustBeSentBy(seller));
        return order;
    }

    private Aggregate<Order> find(OrderId id, @Nullable CartOwner buyer) {
        Aggregate<Order> order = find(id);
        order.execute(it -> it.mustBelongTo(buyer));
        return order;
    }

    private Aggregate<Order> find(OrderId id) {
        return orders.find(id.value()).orElseThrow(() -> new Rejected(new OrderNotFound()));
    }
}
