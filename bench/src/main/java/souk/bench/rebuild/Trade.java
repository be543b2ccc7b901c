package souk.bench.rebuild;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

import souk.account.EmailAddress;
import souk.cart.CartEvent.CartCheckedOut;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.catalog.ProductId;
import souk.inventory.StockEvent.StockCommitted;
import souk.inventory.StockEvent.StockOpened;
import souk.inventory.StockEvent.StockReceived;
import souk.inventory.StockEvent.StockReserved;
import souk.kernel.Ids;
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

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Months of a shop: carts, some of them bought, paid, sent and delivered, many at a time. */
final class Trade {

    private static final long EPOCH = 1_760_000_000_000L;
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant LATER = Instant.parse("2036-01-01T00:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
    private static final Quantity ONE = new Quantity(1);
    private static final int SKUS = 2_000;
    private static final int AT_A_TIME = 200;
    private static final int LINES = 3;
    private static final int BATCH = 5_000;
    private static final Address HOME =
            new Address("Mia Ben Ali", "1 Rue de la Kasbah", null, "Tunis", null, "1006", "TN");

    private final EventStore events;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private final Map<String, Long> sequences = new HashMap<>();
    private final SellerId seller = new SellerId(id(SellerId.PREFIX, 1));
    private final ProductId product = new ProductId(id(ProductId.PREFIX, 1));
    private final List<EventMessage<?>> batch = new ArrayList<>();
    private long written;

    Trade(EventStore events) {
        this.events = events;
    }

    private static String id(String prefix, long number) {
        return Ids.of(
                prefix,
                EPOCH + number,
                ByteBuffer.allocate(16).putLong(number).putLong(~number).array());
    }

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    /** At least so many events. */
    void write(long most, PrintStream progress) {
        for (int i = 0; i < SKUS; i++) {
            happen("Stock", "stock_" + sku(i), new StockOpened(sku(i), seller));
            happen("Stock", "stock_" + sku(i), new StockReceived(sku(i), 1_000_000));
        }
        long told = 0;
        for (long first = 0; written < most; first += AT_A_TIME) {
            buy(first);
            if (written / 1_000_000 > told) {
                told = written / 1_000_000;
                progress.printf(Locale.ROOT, "%,d events written%n", written);
            }
        }
        store();
    }

    private void buy(long first) {
        List<Purchase> purchases = new ArrayList<>();
        for (long number = first; number < first + AT_A_TIME; number++) {
            purchases.add(new Purchase(number));
        }
        purchases.forEach(Purchase::create);
        for (int line = 0; line < LINES; line++) {
            int place = line;
            purchases.forEach(purchase -> purchase.add(place));
        }
        // every third cart is left behind
        List<Purchase> bought =
                purchases.stream().filter(purchase -> purchase.number % 3 != 0).toList();
        bought.forEach(Purchase::place);
        bought.forEach(Purchase::askToPay);
        bought.forEach(Purchase::pay);
        bought.forEach(Purchase::ship);
        bought.forEach(Purchase::deliver);
    }

    private static Sku sku(int number) {
        return new Sku("SKU-" + number);
    }

    private void happen(String type, String stream, Object event) {
        long sequence = sequences.merge(stream, 1L, Long::sum) - 1;
        batch.add(new GenericDomainEventMessage<>(type, stream, sequence, event));
        written++;
        if (batch.size() >= BATCH) {
            store();
        }
    }

    private void store() {
        if (!batch.isEmpty()) {
            events.publish(List.copyOf(batch));
            batch.clear();
        }
    }

    private final class Purchase {

        private final long number;
        private final CartId cart;
        private final OrderId order;
        private final PaymentId payment;
        private final ConsignmentId consignment;
        private final CartOwner buyer;
        private final List<Sku> skus = new ArrayList<>();

        Purchase(long number) {
            this.number = number;
            this.cart = new CartId(id(CartId.PREFIX, number));
            this.order = new OrderId(id(OrderId.PREFIX, number));
            this.payment = PaymentId.of(order.value());
            this.consignment = new ConsignmentId(id(ConsignmentId.PREFIX, number));
            this.buyer = CartOwner.guest("guest-" + number);
        }

        void create() {
            happen("Cart", cart.value(), new CartCreated(cart, buyer));
        }

        void add(int place) {
            Sku sku = sku((random.nextInt(SKUS / LINES) * LINES + place) % SKUS);
            skus.add(sku);
            happen("Cart", cart.value(), new ItemAdded(cart, sku, ONE, euros(1_000)));
        }

        void place() {
            String person = order.value();
            happen("Cart", cart.value(), new CartCheckedOut(cart, order.value()));
            skus.forEach(
                    sku ->
                            happen(
                                    "Stock",
                                    "stock_" + sku,
                                    new StockReserved(sku, order.value(), ONE)));
            Amounts amounts =
                    new Amounts(
                            euros(1_000L * LINES),
                            euros(0),
                            euros(500),
                            euros(100L * LINES),
                            euros(1_000L * LINES + 500),
                            true);
            happen(
                    "Order",
                    order.value(),
                    new OrderPlaced(
                            order,
                            OrderNumber.of("SK", DAY, random.nextLong()),
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

        private OrderLine line(Sku sku) {
            return new OrderLine(
                    sku, product, "The " + sku, seller, ONE, euros(1_000), euros(1_000), euros(100));
        }

        void askToPay() {
            happen(
                    "Payment",
                    payment.value(),
                    new PaymentRequested(payment, order.value(), euros(3_500), LATER));
            happen(
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
            happen(
                    "Payment",
                    payment.value(),
                    new MoneyCaptured(payment, order.value(), transaction, euros(3_500), null));
            happen(
                    "Order",
                    order.value(),
                    new OrderPaid(order, payment, transaction, euros(3_500)));
            skus.forEach(
                    sku ->
                            happen(
                                    "Stock",
                                    "stock_" + sku,
                                    new StockCommitted(sku, order.value(), ONE)));
        }

        void ship() {
            happen(
                    "Order",
                    order.value(),
                    new ConsignmentShipped(order, consignment, "DHL", "T" + number));
            happen("Order", order.value(), new OrderShipped(order));
        }

        void deliver() {
            happen("Order", order.value(), new ConsignmentDelivered(order, consignment));
            happen("Order", order.value(), new OrderDelivered(order));
        }
    }
}
