package souk.order.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Sku;
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
import souk.order.OrderLine;
import souk.order.OrderStatus;
import souk.order.Returned;
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;
import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How far each order has got. */
@Projection(processingGroup = "order.view")
class OrderProjection {

    private static final String ELSEWHERE = "refunded at the payment provider";

    private final Table<OrderRow, String> orders;
    private final Table<LineRow, LineRow.Key> lines;
    private final Table<ConsignmentRow, ConsignmentRow.Key> consignments;
    private final Table<OrderRefundRow, OrderRefundRow.Key> refunds;

    OrderProjection(Tables tables) {
        orders = tables.of(OrderRow.class, String.class);
        lines = tables.of(LineRow.class, LineRow.Key.class);
        consignments = tables.of(ConsignmentRow.class, ConsignmentRow.Key.class);
        refunds = tables.of(OrderRefundRow.class, OrderRefundRow.Key.class);
    }

    @EventHandler
    void on(OrderEvent event, @Timestamp Instant at, @SequenceNumber long version) {
        if (event instanceof OrderPlaced placed) {
            place(placed, at);
        }
        orders.change(
                event.orderId().value(),
                order -> {
                    order.version = version;
                    if (!corrects(event)) {
                        Milestone.pass(event, order, at);
                    }
                    change(order, event, at);
                });
    }

    // what is on its way already has got no further
    private boolean corrects(OrderEvent event) {
        return event instanceof ConsignmentShipped shipped
                && consignments
                        .find(keyOf(shipped))
                        .filter(row -> row.status == ConsignmentStatus.SHIPPED)
                        .isPresent();
    }

    private static ConsignmentRow.Key keyOf(ConsignmentShipped shipped) {
        return new ConsignmentRow.Key(shipped.orderId().value(), shipped.consignmentId().value());
    }

    private void place(OrderPlaced placed, Instant at) {
        var order = new OrderRow(placed, at);
        known(placed.email()).forEach(order::send);
        if (placed.phone() != null) {
            known(placed.phone()).forEach(order::call);
        }
        if (placed.shippingAddress() != null) {
            known(placed.shippingAddress()).forEach(order::deliver);
        }
        known(placed.trackingToken()).forEach(order::track);
        orders.insert(order);
        send(order, placed);
    }

    private void send(OrderRow order, OrderPlaced placed) {
        Map<Sku, String> bySku = new HashMap<>();
        int place = 0;
        for (Consignment sent : placed.consignments()) {
            var key = new ConsignmentRow.Key(order.orderId, sent.id().value());
            int pieces =
                    placed.lines().stream()
                            .filter(line -> sent.skus().contains(line.sku()))
                            .mapToInt(line -> line.quantity().value())
                            .sum();
            consignments.insert(new ConsignmentRow(key, place++, sent, pieces, order.placedAt));
            sent.skus().forEach(sku -> bySku.put(sku, key.consignmentId()));
        }
        int position = 0;
        for (OrderLine line : placed.lines()) {
            lines.insert(
                    new LineRow(
                            new LineRow.Key(order.orderId, line.sku().value()),
                            position++,
                            bySku.getOrDefault(line.sku(), ""),
                            line));
        }
    }

    private void change(OrderRow order, OrderEvent event, Instant at) {
        switch (event) {
            case OrderPlaced _ -> {}
            case AddressGiven given -> {
                known(given.shippingAddress()).forEach(order::deliver);
                if (given.phone() != null) {
                    known(given.phone()).forEach(order::call);
                }
            }
            case BuyerErased _ -> order.forgetBuyer();
            case OrderPaid _ -> {
                order.paidAt = at;
                order.reach(OrderStatus.PAID);
                all(order, ConsignmentStatus.READY);
            }
            case PaymentRefused refused ->
                    ask(order, refused.refundId(), refused.amount(), refused.why().name());
            case OrderCancelled _ -> {
                order.reach(OrderStatus.CANCELLED);
                all(order, ConsignmentStatus.CANCELLED);
            }
            case ConsignmentShipped shipped ->
                    consignments.change(
                            keyOf(shipped),
                            row -> row.ship(shipped.carrier(), shipped.trackingNumber()));
            case OrderShipped _ -> order.reach(OrderStatus.SHIPPED);
            case ConsignmentDelivered delivered ->
                    consignments.change(
                            new ConsignmentRow.Key(
                                    order.orderId, delivered.consignmentId().value()),
                            row -> row.status = ConsignmentStatus.DELIVERED);
            case OrderDelivered _ -> order.reach(OrderStatus.DELIVERED);
            case RefundRequested requested -> {
                ask(order, requested.refundId(), requested.amount(), requested.reason());
                requested.lines().forEach(it -> takeBack(order, it));
            }
            case PiecesTakenBack pieces -> pieces.lines().forEach(it -> takeBack(order, it));
            case OrderRefunded refunded -> {
                refund(order, refunded.refunded());
                // nobody here may have asked for it
                ask(order, refunded.refundId(), refunded.amount(), ELSEWHERE);
                become(order, refunded.refundId(), RefundStatus.SUCCEEDED, refunded.amount());
            }
            case RefundFailed failed -> {
                refund(order, failed.refunded());
                become(order, failed.refundId(), RefundStatus.FAILED);
            }
        }
    }

    private void takeBack(OrderRow order, Returned returned) {
        int pieces = returned.quantity().value();
        var key = new LineRow.Key(order.orderId, returned.sku().value());
        lines.change(key, line -> line.returned += pieces);
        lines.find(key)
                .ifPresent(
                        line ->
                                consignments.change(
                                        new ConsignmentRow.Key(order.orderId, line.consignmentId),
                                        row -> row.takeBack(pieces)));
    }

    // what is cancelled stays so, whatever becomes of the money
    private void refund(OrderRow order, Money all) {
        order.refund(all);
        if (order.fulfilment != OrderStatus.CANCELLED) {
            boolean wholly = order.status == OrderStatus.REFUNDED;
            each(order, row -> row.payBack(wholly));
        }
    }

    private void all(OrderRow order, ConsignmentStatus reached) {
        each(order, row -> row.status = reached);
    }

    private void each(OrderRow order, Consumer<ConsignmentRow> change) {
        for (String consignment : order.consignments) {
            consignments.change(new ConsignmentRow.Key(order.orderId, consignment), change);
        }
    }

    private void ask(OrderRow order, RefundId refund, Money amount, String reason) {
        var key = new OrderRefundRow.Key(order.orderId, refund.value());
        if (refunds.find(key).isEmpty()) {
            refunds.insert(new OrderRefundRow(key, order.version, amount.amount(), reason));
        }
    }

    private void become(OrderRow order, RefundId refund, RefundStatus reached) {
        refunds.change(
                new OrderRefundRow.Key(order.orderId, refund.value()), row -> row.status = reached);
    }

    // whoever has given it back elsewhere may have given back more by now
    private void become(OrderRow order, RefundId refund, RefundStatus reached, Money amount) {
        become(order, refund, reached);
        refunds.change(
                new OrderRefundRow.Key(order.orderId, refund.value()),
                row -> row.amount = amount.amount());
    }

    private static <T> List<T> known(Personal<T> value) {
        return value.known().stream().toList();
    }
}
