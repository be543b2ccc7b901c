package souk.order.query;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.EmailAddress;
import souk.cart.CartOwner;
import souk.order.OrderId;
import souk.order.OrderNumber;
import souk.order.OrderView;
import souk.order.PhoneNumber;
import souk.order.query.OrderRows.Packed;
import souk.order.query.WholeOrders.Whole;
import souk.payment.PaymentId;
import souk.payment.PaymentStatus;
import souk.payment.query.PaymentStatuses;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts orders together with all that belongs to them, however many there are. */
@Component
class OrderViews {

    /** What belongs to some orders, by order. */
    private record Parts(
            Map<String, List<Packed>> contents,
            Map<String, List<OrderRefundRow>> refunds,
            Map<PaymentId, PaymentStatus> payments) {}

    private final OrderRows rows;
    private final PaymentStatuses payments;

    OrderViews(OrderRows rows, PaymentStatuses payments) {
        this.rows = rows;
        this.payments = payments;
    }

    OrderView of(Whole whole) {
        OrderRow order = whole.order();
        PaymentStatus payment = whole.payment();
        return view(
                order,
                new Parts(
                        Map.of(order.orderId, whole.contents()),
                        by(refundsOf(List.of(order)), refund -> refund.key.orderId()),
                        payment == null ? Map.of() : Map.of(PaymentId.of(order.orderId), payment)));
    }

    List<OrderView> of(List<OrderRow> orders) {
        if (orders.isEmpty()) {
            return List.of();
        }
        List<String> ids = orders.stream().map(order -> order.orderId).toList();
        var parts =
                new Parts(
                        by(rows.contentsOf(ids), packed -> packed.line().key.orderId()),
                        by(refundsOf(orders), refund -> refund.key.orderId()),
                        payments.of(ids.stream().map(PaymentId::of).toList()));
        return orders.stream().map(order -> view(order, parts)).toList();
    }

    private List<OrderRefundRow> refundsOf(List<OrderRow> orders) {
        List<String> ids =
                orders.stream()
                        .filter(order -> order.timeline.stream().anyMatch(Milestone::isOfRefund))
                        .map(order -> order.orderId)
                        .toList();
        return ids.isEmpty() ? List.of() : rows.refundsOf(ids);
    }

    private static <R> Map<String, List<R>> by(Collection<R> rows, Function<R, String> order) {
        return rows.stream().collect(Collectors.groupingBy(order));
    }

    private static OrderView view(OrderRow order, Parts parts) {
        List<Packed> contents = parts.contents.getOrDefault(order.orderId, List.of());
        return new OrderView(
                new OrderId(order.orderId),
                new OrderNumber(order.number),
                order.status,
                order.placedAt,
                contents.stream().map(packed -> packed.line().view(order)).toList(),
                contents.stream()
                        .map(Packed::consignment)
                        .distinct()
                        .sorted(Comparator.comparingInt(sent -> sent.position))
                        .map(sent -> sent.view(order, linesOf(sent, contents, order)))
                        .toList(),
                sums(order),
                paid(order, parts.payments),
                order.timeline.stream().map(Milestone::shown).toList(),
                parts.refunds.getOrDefault(order.orderId, List.of()).stream()
                        .map(refund -> refund.view(order))
                        .toList(),
                order.shippingMethod,
                new CartOwner(order.buyer).accountId().orElse(null),
                order.email == null ? null : new EmailAddress(order.email),
                order.phone == null ? null : new PhoneNumber(order.phone),
                order.destination == null ? null : order.destination.address(),
                order.payUntil,
                order.trackingToken,
                order.version);
    }

    private static List<OrderView.Line> linesOf(
            ConsignmentRow sent, List<Packed> contents, OrderRow order) {
        return contents.stream()
                .filter(packed -> packed.consignment() == sent)
                .map(packed -> packed.line().view(order))
                .toList();
    }

    private static OrderView.Sums sums(OrderRow order) {
        return new OrderView.Sums(
                order.money(order.sum.subtotal()),
                order.money(order.sum.discount()),
                order.money(order.sum.shipping()),
                order.money(order.sum.tax()),
                order.taxIncluded,
                order.money(order.sum.total()),
                order.money(order.refunded));
    }

    private static OrderView.@Nullable Paid paid(
            OrderRow order, Map<PaymentId, PaymentStatus> payments) {
        PaymentId payment = PaymentId.of(order.orderId);
        PaymentStatus status = payments.get(payment);
        return status == null ? null : new OrderView.Paid(payment, status);
    }
}
