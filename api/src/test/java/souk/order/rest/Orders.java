package souk.order.rest;

import org.jspecify.annotations.Nullable;

import souk.account.EmailAddress;
import souk.cart.CartOwner;
import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.order.Address;
import souk.order.ConsignmentId;
import souk.order.ConsignmentStatus;
import souk.order.OrderCommand;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.DeliverOrder;
import souk.order.OrderCommand.GiveAddress;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderId;
import souk.order.OrderNumber;
import souk.order.OrderStatus;
import souk.order.OrderView;
import souk.order.OrderView.Line;
import souk.order.OrderView.Moment;
import souk.order.OrderView.Paid;
import souk.order.OrderView.Parcel;
import souk.order.OrderView.Seller;
import souk.order.OrderView.Sums;
import souk.order.PhoneNumber;
import souk.payment.PaymentId;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.seller.SellerId;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** Orders of two mugs, from any seller that a test knows. */
final class Orders {

    static final OrderId ID = new OrderId("ord_01hzy00000000000000000000a");
    static final CartOwner GUEST = CartOwner.guest("somebody");
    static final Instant PLACED = Instant.parse("2026-11-21T10:00:00Z");

    /** Those who have something to send. */
    static final List<SellerId> SELLERS = new ArrayList<>();

    private Orders() {}

    static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    static OrderView of(OrderId id, CartOwner buyer, @Nullable String token) {
        return of(id, buyer, token, OrderStatus.PAID, PaymentStatus.PAID, 3);
    }

    /** Nothing has happened to it yet, whatever has happened to its payment. */
    static OrderView placed(@Nullable PaymentStatus payment) {
        return of(ID, GUEST, "secret", OrderStatus.PLACED, payment, 0);
    }

    private static OrderView of(
            OrderId id,
            CartOwner buyer,
            @Nullable String token,
            OrderStatus status,
            @Nullable PaymentStatus payment,
            long version) {
        return new OrderView(
                id,
                OrderNumber.of("SK", LocalDate.of(2026, 11, 21), 7),
                status,
                PLACED,
                List.of(line(new SellerId("sel_01hzy00000000000000000000a"))),
                SELLERS.stream().map(Orders::parcel).toList(),
                new Sums(euros(2_000), euros(0), euros(0), euros(0), true, euros(2_000), euros(0)),
                payment == null ? null : new Paid(PaymentId.of(id.value()), payment),
                List.of(new Moment("PLACED", PLACED)),
                List.of(),
                "standard",
                buyer.accountId().orElse(null),
                new EmailAddress("mia@example.org"),
                new PhoneNumber("+216 71 000 000"),
                new Address("Mia", "Rue 1", null, "Tunis", null, "1000", "TN"),
                null,
                token,
                version);
    }

    private static Line line(SellerId seller) {
        return new Line(
                new Sku("MUG"),
                new ProductId("prd_01hzy00000000000000000000a"),
                "A mug",
                seller,
                2,
                0,
                euros(1_000),
                euros(2_000),
                euros(0));
    }

    private static Parcel parcel(SellerId seller) {
        return new Parcel(
                new ConsignmentId("con_01hzy00000000000000000000a"),
                new Seller(seller, "Atlas"),
                ConsignmentStatus.READY,
                List.of(line(seller)),
                euros(2_000),
                euros(0),
                euros(0),
                euros(0),
                euros(2_000),
                null);
    }

    static PaymentView payment(OrderId order, @Nullable String checkoutUrl) {
        return payment(PaymentId.of(order.value()), checkoutUrl);
    }

    static PaymentView payment(PaymentId payment, @Nullable String checkoutUrl) {
        return new PaymentView(
                payment,
                "ord_" + payment.value().substring(4),
                PaymentStatus.OPEN,
                euros(2_000),
                euros(0),
                euros(0),
                checkoutUrl,
                checkoutUrl == null ? null : PLACED.plusSeconds(1_800),
                List.of(),
                false,
                1);
    }

    static OrderId idIn(OrderCommand command) {
        return switch (command) {
            case CancelOrder cancel -> cancel.orderId();
            case GiveAddress given -> given.orderId();
            case ShipOrder ship -> ship.orderId();
            case DeliverOrder deliver -> deliver.orderId();
            case RefundOrder refund -> refund.orderId();
            default -> throw new IllegalArgumentException();
        };
    }
}
