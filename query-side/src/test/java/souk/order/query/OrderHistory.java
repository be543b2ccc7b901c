package souk.order.query;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;

import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.catalog.ProductId;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.Address;
import souk.order.Amounts;
import souk.order.Consignment;
import souk.order.ConsignmentId;
import souk.order.OrderEvent;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderId;
import souk.order.OrderLine;
import souk.order.OrderNumber;
import souk.order.OrderQuery;
import souk.order.PhoneNumber;
import souk.payment.PaymentEvent;
import souk.payment.PaymentId;
import souk.seller.SellerId;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** One order of two sellers' things, 25 euros and 5 for sending it, and what happens to it. */
class OrderHistory {

    static final Instant PAY_UNTIL = Instant.parse("2036-01-01T00:00:00Z");
    static final Address ADDRESS = new Address("Mia", "Rue 1", null, "Tunis", null, "1000", "TN");
    static final PhoneNumber PHONE = new PhoneNumber("+216 71 000 000");
    static final String TX = "pi_1";

    private static final SecureRandom RANDOM = new SecureRandom();

    final OrderId order = new OrderId(newId(OrderId.PREFIX));
    final PaymentId payment = PaymentId.of(order.value());
    final OrderNumber number = OrderNumber.of("SK", LocalDate.of(2026, 11, 21), RANDOM.nextLong());
    final AccountId account = new AccountId(newId(AccountId.PREFIX));
    final CartOwner buyer = CartOwner.account(account);
    final EmailAddress email = new EmailAddress("mia@" + newId("").substring(10) + ".example");
    final String token = newId("t");
    final SellerId atlas;
    final SellerId basra = new SellerId(newId(SellerId.PREFIX));
    final ConsignmentId ofAtlas = new ConsignmentId(newId(ConsignmentId.PREFIX));
    final ConsignmentId ofBasra = new ConsignmentId(newId(ConsignmentId.PREFIX));
    final Sku mug = new Sku("MUG");
    final Sku pen = new Sku("PEN");

    private final EventStore events;
    private final QueryBus queries;
    private long version;

    OrderHistory(EventStore events, QueryBus queries) {
        this(events, queries, new SellerId(newId(SellerId.PREFIX)));
    }

    OrderHistory(EventStore events, QueryBus queries, SellerId atlas) {
        this.events = events;
        this.queries = queries;
        this.atlas = atlas;
    }

    static String newId(String prefix) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        return Ids.of(prefix, System.currentTimeMillis(), random);
    }

    static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    static Amounts amounts(long subtotal, long shipping) {
        return new Amounts(
                euros(subtotal),
                euros(0),
                euros(shipping),
                euros(subtotal / 10),
                euros(subtotal + shipping),
                true);
    }

    OrderLine line(Sku sku, SellerId seller, int quantity, long price) {
        return new OrderLine(
                sku,
                new ProductId("prd_01hzy00000000000000000000a"),
                "The " + sku,
                seller,
                new Quantity(quantity),
                euros(price),
                euros(price * quantity),
                euros(price * quantity / 10));
    }

    OrderPlaced placed() {
        String person = order.value();
        return new OrderPlaced(
                order,
                number,
                CartId.of(account),
                buyer,
                Personal.of(person, email),
                Personal.of(person, PHONE),
                Personal.of(person, ADDRESS),
                Personal.of(person, token),
                "standard",
                List.of(line(mug, atlas, 2, 1_000), line(pen, basra, 1, 500)),
                List.of(
                        new Consignment(ofAtlas, atlas, "Atlas", List.of(mug), amounts(2_000, 300)),
                        new Consignment(ofBasra, basra, "Basra", List.of(pen), amounts(500, 200))),
                amounts(2_500, 500),
                PAY_UNTIL);
    }

    /** The same, but not from a cart, and to nobody knows where. */
    OrderPlaced sold() {
        OrderPlaced placed = placed();
        return new OrderPlaced(
                order,
                number,
                null,
                buyer,
                placed.email(),
                null,
                null,
                placed.trackingToken(),
                "standard",
                placed.lines(),
                placed.consignments(),
                placed.amounts(),
                PAY_UNTIL);
    }

    OrderPaid paid() {
        return new OrderPaid(order, payment, TX, euros(3_000));
    }

    OrderHistory happen(OrderEvent... happened) {
        for (OrderEvent event : happened) {
            events.publish(
                    new GenericDomainEventMessage<>("Order", order.value(), version++, event));
        }
        return this;
    }

    void happen(long sequence, PaymentEvent event) {
        events.publish(
                new GenericDomainEventMessage<>("Payment", payment.value(), sequence, event));
    }

    <R> QueryResponseMessage<R> answerTo(OrderQuery query, Class<R> answer) {
        long head = events.createHeadToken().position().orElseThrow();
        return queries.query(
                        new GenericQueryMessage<>(query, ResponseTypes.instanceOf(answer))
                                .withMetaData(Map.of(MessageKeys.POSITION, head)))
                .join();
    }

    <R> R ask(OrderQuery query, Class<R> answer) {
        QueryResponseMessage<R> answered = answerTo(query, answer);
        if (answered.isExceptional()) {
            throw new AssertionError(answered.exceptionResult());
        }
        return answered.getPayload();
    }
}
