package souk.order.command;

import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.Address;
import souk.order.Amounts;
import souk.order.Consignment;
import souk.order.ConsignmentId;
import souk.order.OrderEvent.ConsignmentDelivered;
import souk.order.OrderEvent.ConsignmentShipped;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderCancelled.Cause;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.OrderShipped;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderId;
import souk.order.OrderLine;
import souk.order.OrderNumber;
import souk.order.Returned;
import souk.payment.PaymentId;
import souk.payment.RefundId;
import souk.seller.SellerId;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/** An order of two sellers, and what may happen to it. */
class OrderExamples {

    private static final String SOME = "01hzy0000000000000000000";
    static final OrderId ORDER = new OrderId("ord_" + SOME + "0a");
    static final CartOwner BUYER = CartOwner.guest("0f");
    static final CartOwner THIEF = CartOwner.guest("f0");
    static final SellerId ATLAS = new SellerId("sel_" + SOME + "0a");
    static final SellerId RIF = new SellerId("sel_" + SOME + "0b");
    static final SellerId STRANGER = new SellerId("sel_" + SOME + "0c");
    static final Sku MUG = new Sku("MUG");
    static final Sku BOWL = new Sku("BOWL");
    static final Sku CUP = new Sku("CUP");
    static final ConsignmentId MUGS = new ConsignmentId("con_" + SOME + "0a");
    static final ConsignmentId BOWLS = new ConsignmentId("con_" + SOME + "0b");
    static final PaymentId PAYMENT = PaymentId.of(ORDER.value());
    static final RefundId REFUND = new RefundId("ref_" + SOME + "0a");
    static final RefundId OTHER = new RefundId("ref_" + SOME + "0b");
    static final String PI = "pi_1";
    static final Instant PAY_UNTIL = Instant.parse("2026-11-21T12:30:00Z");

    // three mugs for 1000 with tax, a bowl for 500; sending costs 100 and 200
    static final OrderPlaced PLACED =
            new OrderPlaced(
                    ORDER,
                    OrderNumber.of("SK", LocalDate.of(2026, 11, 21), 7),
                    new CartId("cart_" + SOME + "0a"),
                    BUYER,
                    Personal.of(ORDER.value(), new EmailAddress("leila@example.org")),
                    null,
                    Personal.of(
                            ORDER.value(),
                            new Address("Leïla", "1 rue", null, "Tunis", null, "1000", "TN")),
                    Personal.of(ORDER.value(), "a token"),
                    "standard",
                    List.of(line(MUG, ATLAS, 3, 300, 100), line(BOWL, RIF, 1, 450, 50)),
                    List.of(
                            consignment(MUGS, ATLAS, MUG, 900, 100, 100),
                            consignment(BOWLS, RIF, BOWL, 450, 200, 50)),
                    new Amounts(
                            euros(1_350), euros(0), euros(300), euros(150), euros(1_800), false),
                    PAY_UNTIL);
    // the same, but not from a cart
    static final OrderPlaced SOLD =
            new OrderPlaced(
                    ORDER,
                    PLACED.number(),
                    null,
                    BUYER,
                    PLACED.email(),
                    null,
                    null,
                    PLACED.trackingToken(),
                    "standard",
                    PLACED.lines(),
                    PLACED.consignments(),
                    PLACED.amounts(),
                    PAY_UNTIL);
    static final OrderPaid PAID = new OrderPaid(ORDER, PAYMENT, PI, euros(1_800));
    // at the provider's, and nobody here has asked for it
    static final OrderRefunded PAID_BACK = refunded(REFUND, 1_800, 1_800, 5);
    static final ConsignmentShipped MUGS_SHIPPED =
            new ConsignmentShipped(ORDER, MUGS, "Aramex", "1");
    static final ConsignmentShipped BOWLS_SHIPPED =
            new ConsignmentShipped(ORDER, BOWLS, "Aramex", "1");
    static final ConsignmentDelivered MUGS_DELIVERED = new ConsignmentDelivered(ORDER, MUGS);
    static final ConsignmentDelivered BOWLS_DELIVERED = new ConsignmentDelivered(ORDER, BOWLS);
    static final OrderShipped SHIPPED = new OrderShipped(ORDER);
    static final OrderCancelled EXPIRED = new OrderCancelled(ORDER, Cause.NOT_PAID_IN_TIME, null);

    static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    static Money yen(long yen) {
        return new Money(yen, Currency.getInstance("JPY"));
    }

    static Returned returned(Sku sku, int quantity) {
        return new Returned(sku, new Quantity(quantity));
    }

    static RefundRequested refundOf(long cents, Returned... lines) {
        return new RefundRequested(
                ORDER, REFUND, PAYMENT, PI, euros(cents), List.of(lines), "broken", false);
    }

    static OrderRefunded refunded(RefundId refund, long cents, long sum, long asOf) {
        return new OrderRefunded(ORDER, refund, PI, euros(cents), euros(sum), asOf);
    }

    static RefundFailed failed(RefundId refund, long sum, long asOf) {
        return new RefundFailed(ORDER, refund, "closed", euros(sum), asOf);
    }

    private static OrderLine line(Sku sku, SellerId seller, int quantity, long price, long tax) {
        return new OrderLine(
                sku,
                new ProductId("prd_" + SOME + "0a"),
                "The " + sku,
                seller,
                new Quantity(quantity),
                euros(price),
                euros(price * quantity),
                euros(tax));
    }

    private static Consignment consignment(
            ConsignmentId id, SellerId seller, Sku sku, long subtotal, long shipping, long tax) {
        return new Consignment(
                id,
                seller,
                "Seller",
                List.of(sku),
                new Amounts(
                        euros(subtotal),
                        euros(0),
                        euros(shipping),
                        euros(tax),
                        euros(subtotal + shipping + tax),
                        false));
    }

    /** The mugs' shipping costs so much more. */
    static OrderPlaced withTaxOnShipping(OrderPlaced it, long more) {
        return new OrderPlaced(
                it.orderId(),
                it.number(),
                it.cartId(),
                it.buyer(),
                it.email(),
                it.phone(),
                it.shippingAddress(),
                it.trackingToken(),
                it.shippingMethod(),
                it.lines(),
                List.of(
                        consignment(MUGS, ATLAS, MUG, 900, 100, 100 + more),
                        it.consignments().getLast()),
                new Amounts(
                        euros(1_350),
                        euros(0),
                        euros(300),
                        euros(150 + more),
                        euros(1_800 + more),
                        false),
                it.payUntil());
    }

    private OrderExamples() {}

    /** The same, by somebody with an account. */
    static OrderPlaced placedBy(AccountId buyer, OrderId order) {
        return new OrderPlaced(
                order,
                PLACED.number(),
                PLACED.cartId(),
                CartOwner.account(buyer),
                PLACED.email(),
                PLACED.phone(),
                PLACED.shippingAddress(),
                PLACED.trackingToken(),
                PLACED.shippingMethod(),
                PLACED.lines(),
                PLACED.consignments(),
                PLACED.amounts(),
                PLACED.payUntil());
    }
}
