package souk.order.command;

import org.jspecify.annotations.Nullable;

import souk.kernel.Personal;
import souk.order.Amounts;
import souk.order.Consignment;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderLine;
import souk.order.OrderView;
import souk.order.OrderView.Line;
import souk.order.OrderView.Paid;
import souk.order.OrderView.Parcel;
import souk.order.OrderView.Refund;
import souk.order.OrderView.Seller;
import souk.order.OrderView.Sums;
import souk.payment.PaymentStatus;

import java.util.List;

/** What decisions answer with. */
class OrderViews {

    private OrderViews() {}

    /**
     * @param forBuyer who alone gets to know the tracking token
     */
    static OrderView of(OrderState order, long version, boolean forBuyer) {
        OrderPlaced placed = order.placed();
        return new OrderView(
                placed.orderId(),
                placed.number(),
                order.status(),
                order.timeline().getFirst().at(),
                placed.lines().stream().map(it -> line(it, order.goods())).toList(),
                placed.consignments().stream().map(it -> parcel(it, order)).toList(),
                sums(order),
                paid(order.ledger()),
                order.timeline(),
                refunds(order.ledger()),
                placed.shippingMethod(),
                placed.buyer().accountId().orElse(null),
                known(placed.email()),
                known(placed.phone()),
                known(placed.shippingAddress()),
                order.isWaiting() ? placed.payUntil() : null,
                forBuyer ? known(placed.trackingToken()) : null,
                version);
    }

    private static Line line(OrderLine line, Goods goods) {
        return new Line(
                line.sku(),
                line.productId(),
                line.title(),
                line.seller(),
                line.quantity().value(),
                goods.returned(line.sku()),
                line.unitPrice(),
                line.total(),
                line.tax());
    }

    private static Parcel parcel(Consignment consignment, OrderState order) {
        Amounts amounts = consignment.amounts();
        return new Parcel(
                consignment.id(),
                new Seller(consignment.seller(), consignment.sellerName()),
                order.statusOf(consignment),
                order.placed().lines().stream()
                        .filter(it -> consignment.skus().contains(it.sku()))
                        .map(it -> line(it, order.goods()))
                        .toList(),
                amounts.subtotal(),
                amounts.discount(),
                amounts.shipping(),
                amounts.tax(),
                amounts.total(),
                shown(order.goods().trackingOf(consignment)));
    }

    /** Whoever sends something need not say how. */
    private static OrderView.@Nullable Tracking shown(OrderView.@Nullable Tracking tracking) {
        return tracking == null || tracking.carrier() == null && tracking.trackingNumber() == null
                ? null
                : tracking;
    }

    private static Sums sums(OrderState order) {
        Amounts amounts = order.placed().amounts();
        return new Sums(
                amounts.subtotal(),
                amounts.discount(),
                amounts.shipping(),
                amounts.tax(),
                amounts.taxIncluded(),
                amounts.total(),
                order.ledger().refunded());
    }

    private static @Nullable Paid paid(Ledger ledger) {
        OrderPaid paid = ledger.paid();
        if (paid == null) {
            return null;
        }
        PaymentStatus status =
                ledger.isEmptied()
                        ? PaymentStatus.REFUNDED
                        : ledger.refunded().amount() > 0
                                ? PaymentStatus.PARTIALLY_REFUNDED
                                : PaymentStatus.PAID;
        return new Paid(paid.paymentId(), status);
    }

    private static List<Refund> refunds(Ledger ledger) {
        return ledger.refunds().entrySet().stream()
                .map(
                        it ->
                                new Refund(
                                        it.getKey(),
                                        it.getValue().amount(),
                                        it.getValue().status(),
                                        it.getValue().reason()))
                .toList();
    }

    private static <T> @Nullable T known(@Nullable Personal<T> personal) {
        return personal == null ? null : personal.known().orElse(null);
    }
}
