package souk.order.query;

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
import souk.order.OrderView.Moment;

import java.time.Instant;

/** What an order has reached and when, as text: it is only ever shown. */
final class Milestone {

    private static final String SEPARATOR = " ";

    private Milestone() {}

    /** Of what may be said again and again, only the last time counts. */
    static void pass(OrderEvent event, OrderRow order, Instant at) {
        String name = nameOf(event, order);
        if (event instanceof AddressGiven) {
            order.timeline.removeIf(before -> before.startsWith(name + SEPARATOR));
        }
        order.timeline.add(name + SEPARATOR + at);
    }

    static Moment shown(String milestone) {
        String[] parts = milestone.split(SEPARATOR, 2);
        return new Moment(parts[0], Instant.parse(parts[1]));
    }

    /** Money that went back, is to go back, or was not taken. */
    static boolean isOfRefund(String milestone) {
        return milestone.contains("REFUND") || milestone.startsWith("PAYMENT_");
    }

    private static String nameOf(OrderEvent event, OrderRow before) {
        return switch (event) {
            case OrderPlaced _ -> "PLACED";
            case AddressGiven _ -> "ADDRESS_GIVEN";
            case BuyerErased _ -> "BUYER_ERASED";
            case OrderPaid _ -> "PAID";
            case PaymentRefused _ -> "PAYMENT_REFUSED";
            case OrderCancelled _ -> "CANCELLED";
            case ConsignmentShipped _ -> "CONSIGNMENT_SHIPPED";
            case OrderShipped _ -> "SHIPPED";
            case ConsignmentDelivered _ -> "CONSIGNMENT_DELIVERED";
            case OrderDelivered _ -> "DELIVERED";
            case RefundRequested _ -> "REFUND_REQUESTED";
            case PiecesTakenBack _ -> "TAKEN_BACK";
            case OrderRefunded refunded -> returned(refunded, before);
            case RefundFailed _ -> "REFUND_FAILED";
        };
    }

    // money that the order could not take has no part in what it gave back
    private static String returned(OrderRefunded event, OrderRow before) {
        long sum = event.refunded().amount();
        return sum == before.refunded
                ? "PAYMENT_RETURNED"
                : sum < before.sum.total() ? "PARTIALLY_REFUNDED" : "REFUNDED";
    }
}
