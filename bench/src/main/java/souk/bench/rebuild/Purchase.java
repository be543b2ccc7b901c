package souk.bench.rebuild;

import souk.account.EmailAddress;
import souk.cart.CartEvent.CartCheckedOut;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.catalog.ProductId;
import souk.inventory.StockEvent.StockCommitted;
import souk.inventory.StockEvent.StockReserved;
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
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.OrderShipped;
import souk.order.OrderId;
import souk.order.OrderLine;
import souk.order.OrderNumber;
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.payment.PaymentEvent.PaymentRequested;
import souk.payment.PaymentEvent.SessionOpened;
import souk.payment.PaymentId;
import souk.seller.SellerId;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** One cart, and what becomes of it. */
final class Purchase {

    /** Where what happens is written down. */
    interface Book {
        void happen(String type, String stream, Object event);
    }

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant LATER = Instant.parse("2036-01-01T00:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
    private static final Quantity ONE = new Quantity(1);
    private static final Address HOME =
            new Address("Mia Ben Ali", "1 Rue de la Kasbah", null, "Tunis", null, "1006", "TN");

    private final Book book;
    private final SellerId seller = Trade.SELLER;
    private final ProductId product = new ProductId(Trade.id(ProductId.PREFIX, 1));

    private final long number;
    private final CartId cart;
    private final OrderId order;
    private final PaymentId payment;
    private final ConsignmentId consignment;
    private final CartOwner buyer;
    private final List<Sku> skus = new ArrayList<>();

    Purchase(long number, Book book) {
        this.book = book;
        this.number = number;
        this.cart = new CartId(Trade.id(CartId.PREFIX, number));
        this.order = new OrderId(Trade.id(OrderId.PREFIX, number));
        this.payment = PaymentId.of(order.value());
        this.consignment = new ConsignmentId(Trade.id(ConsignmentId.PREFIX, number));
        this.buyer = CartOwner.guest("guest-" + number);
    }

    void create() {
        book.happen("Cart", cart.value(), new CartCreated(cart, buyer));
    }

    void add(Sku sku) {
        skus.add(sku);
        book.happen("Cart", cart.value(), new ItemAdded(cart, sku, ONE, euros(1_000)));
    }

    void place() {
        String person = person();
        book.happen("Cart", cart.value(), new CartCheckedOut(cart, order.value()));
        skus.forEach(
                sku ->
                        book.happen(
                                "Stock",
                                "stock_" + sku,
                                new StockReserved(sku, order.value(), ONE)));
        Amounts amounts =
                new Amounts(
                        euros(1_000L * skus.size()),
                        euros(0),
                        euros(500),
                        euros(100L * skus.size()),
                        euros(1_000L * skus.size() + 500),
                        true);
        book.happen(
                "Order",
                order.value(),
                new OrderPlaced(
                        order,
                        OrderNumber.of("SK", DAY, number),
                        cart,
                        buyer,
                        Personal.of(person, new EmailAddress("mia" + number + "@example.org")),
                        null,
                        Personal.of(person, HOME),
                        Personal.of(person, "token-" + number),
                        "standard",
                        skus.stream().map(this::line).toList(),
                        List.of(new Consignment(consignment, seller, "Atlas", skus, amounts)),
                        amounts,
                        LATER));
    }

    boolean isBought() {
        return number % 3 != 0; // every third cart is left behind
    }

    /** Whom it is about. */
    String person() {
        return order.value();
    }

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    private OrderLine line(Sku sku) {
        return new OrderLine(
                sku, product, "The " + sku, seller, ONE, euros(1_000), euros(1_000), euros(100));
    }

    void askToPay() {
        book.happen(
                "Payment",
                payment.value(),
                new PaymentRequested(payment, order.value(), euros(3_500), LATER));
        book.happen(
                "Payment",
                payment.value(),
                new SessionOpened(
                        payment,
                        order.value(),
                        "sandbox",
                        "session-" + number,
                        "https://pay.example.org/" + number,
                        LATER));
    }

    void pay() {
        String transaction = "tx-" + number;
        book.happen(
                "Payment",
                payment.value(),
                new MoneyCaptured(payment, order.value(), transaction, euros(3_500), null));
        book.happen(
                "Order", order.value(), new OrderPaid(order, payment, transaction, euros(3_500)));
        skus.forEach(
                sku ->
                        book.happen(
                                "Stock",
                                "stock_" + sku,
                                new StockCommitted(sku, order.value(), ONE)));
    }

    void ship() {
        book.happen(
                "Order",
                order.value(),
                new ConsignmentShipped(order, consignment, "DHL", "T" + number));
        book.happen("Order", order.value(), new OrderShipped(order));
    }

    void deliver() {
        book.happen("Order", order.value(), new ConsignmentDelivered(order, consignment));
        book.happen("Order", order.value(), new OrderDelivered(order));
    }
}
