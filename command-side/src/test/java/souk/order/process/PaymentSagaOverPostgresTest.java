package souk.order.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.order.OrderCommand.ConfirmPayment;
import souk.order.OrderCommand.ExpireOrder;
import souk.platform.process.MovableClock;
import souk.platform.process.ProcessNode;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The saga as it is stored and run: with its processor, its deadlines, and its errands. */
@ProcessNode
@TestPropertySource(
        properties = "souk.order.number-prefix=SAGA") // not to stand in for others' handlers
class PaymentSagaOverPostgresTest {

    private static final AtomicInteger ORDERS = new AtomicInteger();
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(30);
    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired EventStore events;
    @Autowired CommandBus commands;
    @Autowired JdbcTemplate jdbc;
    @Autowired MovableClock clock;

    private final OrderNews news =
            OrderNews.of(Ids.of("", 1_763_719_200_000L + ORDERS.incrementAndGet(), new byte[10]));
    private final List<CommandMessage<?>> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private List<Registration> handlers;

    @BeforeEach
    void subscribe() {
        handlers =
                List.of(
                        commands.subscribe(ExpireOrder.class.getName(), this::handle),
                        commands.subscribe(ConfirmPayment.class.getName(), this::handle));
    }

    @AfterEach
    void unsubscribe() {
        handlers.forEach(Registration::cancel);
    }

    private Object handle(CommandMessage<?> command) {
        sent.add(command);
        if (failures.getAndDecrement() > 0) {
            throw new Rejected(new ServiceUnavailable("it"));
        }
        return "done";
    }

    private void happens(String stream, long sequence, Object event) {
        events.publish(
                new GenericDomainEventMessage<>(
                        "Test",
                        stream,
                        sequence,
                        event,
                        Map.of(MessageKeys.CORRELATION_ID, "request-1")));
    }

    private void orderIsPlaced() {
        happens(news.order().value(), 0, news.placed(clock.instant().plus(TIME_TO_PAY)));
        await().untilAsserted(() -> assertThat(sagas()).isOne());
    }

    private int sagas() {
        return jdbc.queryForObject(
                """
                select count(*) from axon.saga_entry s
                  join axon.association_value_entry v using (saga_id)
                 where s.saga_type = 'order.PaymentSaga' and v.saga_type = s.saga_type
                   and v.association_key = 'orderId' and v.association_value = ?
                """,
                Integer.class,
                news.order().value());
    }

    private int scheduled() {
        return jdbc.queryForObject(
                "select count(*) from scheduling.scheduled_tasks", Integer.class);
    }

    @Test
    void expires_the_order_once_its_time_is_up() {
        orderIsPlaced();
        assertThat(scheduled()).isOne();

        clock.moveOn(TIME_TO_PAY);

        await().untilAsserted(() -> assertThat(sent).hasSize(1));
        await().untilAsserted(() -> assertThat(sagas()).isZero());
        await().untilAsserted(() -> assertThat(scheduled()).isZero());
        assertThat(sent)
                .extracting(CommandMessage::getPayload)
                .isEqualTo(List.of(new ExpireOrder(news.order())));
    }

    @Test
    void confirms_money_and_waits_no_longer() {
        orderIsPlaced();

        happens(news.payment().value(), 0, news.captured());
        await().untilAsserted(() -> assertThat(sent).hasSize(1));
        happens(news.order().value(), 1, news.paid());

        await().untilAsserted(() -> assertThat(sagas()).isZero());
        await().untilAsserted(() -> assertThat(scheduled()).isZero());
        assertThat(sent.getFirst().getPayload())
                .isEqualTo(
                        new ConfirmPayment(news.order(), news.payment(), "tx_1", OrderNews.TOTAL));
        assertThat(sent.getFirst().getMetaData())
                .containsEntry(MessageKeys.ACTOR, "system")
                .containsEntry(MessageKeys.CORRELATION_ID, "request-1");
    }

    @Test
    void goes_on_while_an_order_cannot_be_told() {
        failures.set(3);
        orderIsPlaced();

        happens(news.payment().value(), 0, news.captured());
        happens(news.order().value(), 1, news.paid());

        await().untilAsserted(() -> assertThat(sagas()).isZero());
        await().untilAsserted(() -> assertThat(sent).hasSize(4));
        await().untilAsserted(() -> assertThat(scheduled()).isZero());
    }

    @Test
    void ends_though_its_time_is_just_being_called() {
        orderIsPlaced();
        jdbc.update(
                """
                update scheduling.scheduled_tasks
                   set picked = true, picked_by = 'somebody', last_heartbeat = ?
                """,
                clock.instant().plus(HOUR).atOffset(ZoneOffset.UTC));

        happens(news.order().value(), 1, news.paid());

        await().untilAsserted(() -> assertThat(sagas()).isZero());
        jdbc.update("delete from scheduling.scheduled_tasks");
    }

    @Test
    void goes_on_after_a_failure_though_the_clock_was_set_back() {
        orderIsPlaced();
        jdbc.execute("alter table axon.saga_entry rename to missing");
        try {
            happens(news.payment().value(), 0, news.captured());
            await().until(this::nobodyIsAtIt);
            clock.moveOn(HOUR.negated());
        } finally {
            jdbc.execute("alter table axon.missing rename to saga_entry");
        }

        await().untilAsserted(() -> assertThat(sent).hasSize(1));

        clock.moveOn(HOUR);
        happens(news.order().value(), 1, news.paid());
        await().untilAsserted(() -> assertThat(sagas()).isZero());
    }

    private boolean nobodyIsAtIt() {
        return jdbc.queryForObject(
                        """
                        select count(owner) from axon.token_entry
                         where processor_name = 'order.payment'
                        """,
                        Integer.class)
                == 0;
    }
}
