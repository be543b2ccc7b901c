package souk.order.command;

import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

import souk.inventory.command.StockReservations;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderEvent.OrderCancelled.Cause;
import souk.order.OrderId;
import souk.order.OrderLine;
import souk.order.Returned;
import souk.payment.RefundId;
import souk.payment.command.Payments;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is not sent any more: the goods are in stock again, and the money is the buyer's. */
class TakingBack {

    private static final String CANCELLED = "cancelled";

    private final StockReservations stock;
    private final ObjectProvider<Payments> payments;

    TakingBack(StockReservations stock, ObjectProvider<Payments> payments) {
        this.stock = stock;
        this.payments = payments;
    }

    /** Of an order in whatever state; what is on its way already arrives. */
    void whatIsNotSent(Aggregate<Order> order, String reason) {
        if (order.invoke(it -> it.state().isWaiting())) {
            cancelUnpaid(order, Cause.BY_SHOP, reason);
        } else if (order.invoke(it -> it.state().isToBeTakenBack())) {
            cancelPaid(order, reason);
        } else if (order.invoke(it -> it.state().isPartlySent())) {
            refundUnsent(order, reason);
        }
    }

    void cancelUnpaid(Aggregate<Order> order, Cause cause, @Nullable String reason) {
        order.execute(it -> it.cancel(cause, reason));
        stock.release(idOf(order).value(), skusOf(order));
    }

    void cancelPaid(Aggregate<Order> order, @Nullable String reason) {
        RefundId refund = DerivedIds.refundOf(idOf(order));
        order.execute(it -> it.cancel(Cause.BY_SHOP, reason));
        restock(order, refund, order.invoke(it -> it.refundAll(refund, whyOf(reason))));
    }

    /** Of an order that is on its way in part, whether money is left for it or not. */
    void refundUnsent(Aggregate<Order> order, @Nullable String reason) {
        RefundId refund = DerivedIds.unsentRefundOf(idOf(order));
        Coin coin = coinOf(order);
        restock(order, refund, order.invoke(it -> it.refundUnsent(refund, whyOf(reason), coin)));
    }

    private static String whyOf(@Nullable String reason) {
        return Objects.requireNonNullElse(reason, CANCELLED);
    }

    void refund(Aggregate<Order> order, RefundOrder command) {
        Coin coin = coinOf(order);
        restock(order, command.refundId(), order.invoke(it -> it.refund(command, coin)));
    }

    // where no money goes back, nobody knows the refund
    private void restock(Aggregate<Order> order, RefundId refund, List<Returned> pieces) {
        boolean paidBack = order.invoke(it -> it.state().ledger().knows(refund));
        String reference = paidBack ? refund.value() : idOf(order).value();
        Map<Sku, Quantity> back =
                pieces.stream().collect(Collectors.toMap(Returned::sku, Returned::quantity));
        stock.giveBack(reference, back);
    }

    static List<Sku> skusOf(Aggregate<Order> order) {
        return order.invoke(
                it -> it.state().placed().lines().stream().map(OrderLine::sku).toList());
    }

    private Coin coinOf(Aggregate<Order> order) {
        Money total = order.invoke(it -> it.state().placed().amounts().total());
        return Coin.of(total.currency(), payments.getObject());
    }

    private static OrderId idOf(Aggregate<Order> order) {
        return order.invoke(it -> it.state().placed().orderId());
    }
}
