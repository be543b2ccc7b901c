package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.springframework.beans.factory.ObjectProvider;

import souk.inventory.command.StockReservations;
import souk.kernel.MessageKeys;
import souk.kernel.Quantity;
import souk.kernel.Rejection;
import souk.kernel.Sku;
import souk.order.OrderCommand;
import souk.order.OrderView;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One order alone. A stand-in for stock keeps what it is told. */
class OrderStage implements StockReservations {

    private final OpenPayments payments;
    private final List<String> stock = new ArrayList<>();
    private final Map<Sku, Integer> givenBack = new HashMap<>();
    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);
    private final Object[] history;

    /** What there is, or nothing but this. */
    private record Given<T>(T value) implements ObjectProvider<T> {
        @Override
        public T getObject() {
            return value;
        }

        @Override
        public Stream<T> stream() {
            return Stream.of(value);
        }
    }

    private OrderStage(Instant now, OpenPayments payments, Object... history) {
        this.payments = payments;
        this.history = history;
        order.registerAnnotatedCommandHandler(
                new OrderDecisions(
                        new Given<>(order.getRepository()),
                        new Given<>(order.getEventStore()),
                        this,
                        new Given<>(payments),
                        Clock.fixed(now, ZoneOffset.UTC)));
        order.registerAnnotatedCommandHandler(
                new BuyerDecisions(
                        new Given<>(order.getRepository()),
                        new Given<>(order.getEventStore()),
                        this,
                        new Given<>(payments),
                        subject -> stock.add("key of " + subject)));
        order.registerAnnotatedCommandHandler(
                new AddressDecisions(
                        new Given<>(order.getRepository()), new Given<>(order.getEventStore())));
    }

    /** While it can be paid. */
    static OrderStage given(Object... history) {
        return new OrderStage(OrderExamples.PAY_UNTIL.minusSeconds(1), new OpenPayments(), history);
    }

    /** Where euros are moved in multiples of so many cents. */
    static OrderStage inCoinsOf(long cents, Object... history) {
        var payments = new OpenPayments(Map.of(Currency.getInstance("EUR"), cents));
        return new OrderStage(OrderExamples.PAY_UNTIL.minusSeconds(1), payments, history);
    }

    /** When it can't be paid any more. */
    static OrderStage late(Object... history) {
        return new OrderStage(OrderExamples.PAY_UNTIL, new OpenPayments(), history);
    }

    /** While it is not known that nobody can pay any more. */
    OrderStage unless(Rejection rejection) {
        payments.refuseToEnd(rejection);
        return this;
    }

    void andNobodyCanPay() {
        assertThat(payments.ended()).containsExactly(OrderExamples.PAYMENT);
    }

    private ResultValidator<Order> when(OrderCommand command) {
        return when(command, Map.of());
    }

    private ResultValidator<Order> when(OrderCommand command, Map<String, ?> metadata) {
        return history.length == 0
                ? order.givenNoPriorActivity().when(command, metadata)
                : order.given(history).when(command, metadata);
    }

    OrderStage leadsTo(OrderCommand command, Object... events) {
        when(command).expectSuccessfulHandlerExecution().expectEvents(events);
        return this;
    }

    void answers(OrderCommand command, Predicate<OrderView> view) {
        when(command)
                .expectResultMessageMatching(
                        Matchers.matches(answer -> view.test((OrderView) answer.getPayload())));
    }

    void gives(OrderCommand command, Object answer) {
        when(command).expectResultMessagePayload(answer);
    }

    /** Nothing where it is refused. */
    List<Object> eventsOf(OrderCommand command) {
        List<Object> happened = new ArrayList<>();
        when(command)
                .expectEventsMatching(
                        Matchers.payloadsMatching(
                                Matchers.predicate(
                                        events -> happened.addAll((List<?>) events) || true)));
        return happened;
    }

    int givenBack(Sku sku) {
        return givenBack.getOrDefault(sku, 0);
    }

    List<String> stockTold() {
        return stock;
    }

    void changesNothing(OrderCommand command) {
        when(command).expectSuccessfulHandlerExecution().expectNoEvents();
        assertThat(stock).isEmpty();
    }

    void refuses(OrderCommand command, Rejection rejection) {
        when(command).expectNoEvents().expectExceptionDetails(rejection);
        assertThat(stock).isEmpty();
    }

    /** From somebody who has seen the order at another version. */
    void refuses(OrderCommand command, long expectedVersion, Rejection rejection) {
        when(command, Map.of(MessageKeys.EXPECTED_VERSION, expectedVersion))
                .expectNoEvents()
                .expectExceptionDetails(rejection);
    }

    void andStockIsTold(String... told) {
        assertThat(stock).containsExactly(told);
    }

    @Override
    public void mustBeThere(Map<Sku, Quantity> wanted) {
        throw new UnsupportedOperationException("An order that is placed is not checked out");
    }

    @Override
    public void reserve(String reference, Map<Sku, Quantity> wanted) {
        throw new UnsupportedOperationException("by checkout only");
    }

    @Override
    public void release(String reference, Collection<Sku> skus) {
        stock.add("release " + skus);
    }

    @Override
    public void commit(String reference, Collection<Sku> skus) {
        stock.add("commit " + skus);
    }

    @Override
    public void giveBack(String reference, Map<Sku, Quantity> returned) {
        returned.forEach((sku, quantity) -> givenBack.put(sku, quantity.value()));
        Map<String, Integer> pieces = new TreeMap<>();
        returned.forEach((sku, quantity) -> pieces.put(sku.value(), quantity.value()));
        if (!pieces.isEmpty()) {
            stock.add("give back " + reference + " " + pieces);
        }
    }
}
