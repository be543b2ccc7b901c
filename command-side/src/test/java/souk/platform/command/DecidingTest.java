package souk.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

import souk.account.AccountId;
import souk.cart.CartCommand;
import souk.cart.CartCommand.AddItem;
import souk.cart.CartCommand.CreateCart;
import souk.cart.CartCommand.RemoveItem;
import souk.cart.CartCommand.TakeOverCart;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartView;
import souk.kernel.CommonRejection.NotFound;
import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.CommonRejection.TooMuchContention;
import souk.kernel.CommonRejection.VersionMismatch;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.platform.postgres.TestPostgres;
import souk.platform.store.EventStoreUnavailableException;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** The command side as wired, over the embedded event store. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "axon.axonserver.enabled=false",
            "axon.timeout.enabled=false",
            "axon.update-check.disabled=true",
            "souk.snapshots.every=10"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class DecidingTest {

    @SpringBootApplication(scanBasePackages = "souk")
    @Import(OpenMarket.class)
    static class Node {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    private static final CartOwner OWNER = CartOwner.guest("somebody");
    private static final Sku MUG = new Sku("MUG");
    private static int created;

    @Autowired CommandBus commands;
    @Autowired EventStore events;
    @Autowired Cache aggregateCache;
    @Autowired JdbcTemplate jdbc;

    private final CartId cart = new CartId(Ids.of(CartId.PREFIX, ++created, new byte[10]));

    private CommandResultMessage<?> send(CartCommand command, Map<String, ?> metadata) {
        var answer = new FutureCallback<Object, Object>();
        commands.dispatch(new GenericCommandMessage<>(command, metadata), answer);
        return answer.getResult();
    }

    private CartView carryOut(CartCommand command) {
        return (CartView) send(command, Map.of()).getPayload();
    }

    private AddItem addMug() {
        return new AddItem(cart, OWNER, MUG, new Quantity(1));
    }

    private int storedEvents(String stream) {
        return jdbc.queryForObject(
                "select count(*) from event_store.event where stream = ?", Integer.class, stream);
    }

    @Nested
    class Answering {

        @Test
        void with_the_position_of_the_last_event() {
            long position =
                    (Long)
                            send(new CreateCart(cart, OWNER), Map.of())
                                    .getMetaData()
                                    .get(MessageKeys.POSITION);

            assertThat(position).isEqualTo(events.createHeadToken().position().orElseThrow());
        }

        @Test
        void with_the_version_that_the_command_led_to() {
            carryOut(new CreateCart(cart, OWNER));

            assertThat(carryOut(addMug()).version()).isEqualTo(1);
            assertThat(carryOut(addMug()).version()).isEqualTo(2);
        }

        @Test
        void not_found_is_a_refusal() {
            assertThat(send(new RemoveItem(cart, OWNER, MUG), Map.of()).exceptionResult())
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            refused ->
                                    assertThat(refused.rejection())
                                            .isEqualTo(new NotFound("cart")));
        }

        @Test
        void events_remember_their_origin() {
            send(
                    new CreateCart(cart, OWNER),
                    Map.of(
                            MessageKeys.ACTOR,
                            "guest",
                            MessageKeys.ROLE,
                            "guest",
                            MessageKeys.CORRELATION_ID,
                            "r1"));

            MetaData origin = events.readEvents(cart.value()).next().getMetaData();
            assertThat(origin)
                    .containsEntry(MessageKeys.ACTOR, "guest")
                    .containsEntry(MessageKeys.ROLE, "guest")
                    .containsEntry(MessageKeys.CORRELATION_ID, "r1")
                    .containsEntry(MessageKeys.COMMAND, "cart.CreateCart")
                    .containsKey(MessageKeys.CAUSATION_ID);
        }
    }

    @Nested
    class ExpectingAVersion {

        @Test
        void is_refused_when_it_has_passed() {
            carryOut(new CreateCart(cart, OWNER));
            carryOut(addMug());

            var answer = send(addMug(), Map.of(MessageKeys.EXPECTED_VERSION, 0L));

            assertThat(((Rejected) answer.exceptionResult()).rejection())
                    .isEqualTo(new VersionMismatch(1));
            assertThat(storedEvents(cart.value())).isEqualTo(2);
        }

        @Test
        void is_granted_while_it_lasts() {
            carryOut(new CreateCart(cart, OWNER));

            assertThat(send(addMug(), Map.of(MessageKeys.EXPECTED_VERSION, 0L)).isExceptional())
                    .isFalse();
        }
    }

    @Nested
    class Keyed {

        private final Map<String, ?> key = Map.of(MessageKeys.IDEMPOTENCY_KEY, "key-" + created);

        @Test
        void is_carried_out_once() {
            carryOut(new CreateCart(cart, OWNER));

            var first = send(addMug(), key);
            var second = send(addMug(), key);

            assertThat(first.getMetaData()).doesNotContainKey(MessageKeys.REPLAYED);
            assertThat(second.getMetaData())
                    .containsEntry(MessageKeys.REPLAYED, true)
                    .containsKey(MessageKeys.POSITION);
            assertThat(storedEvents(cart.value())).isEqualTo(2);
        }

        @Test
        void is_carried_out_once_by_many_at_a_time() throws Exception {
            carryOut(new CreateCart(cart, OWNER));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers =
                        IntStream.range(0, 50)
                                .mapToObj(
                                        _ ->
                                                CompletableFuture.supplyAsync(
                                                        () -> send(addMug(), key), threads))
                                .toList();
                assertThat(answers)
                        .extracting(CompletableFuture::join)
                        .noneMatch(CommandResultMessage::isExceptional)
                        .filteredOn(
                                answer -> !answer.getMetaData().containsKey(MessageKeys.REPLAYED))
                        .hasSize(1);
            }
            assertThat(storedEvents(cart.value())).isEqualTo(2);
        }

        @Test
        void a_refusal_claims_nothing() {
            var refused = send(addMug(), key);
            carryOut(new CreateCart(cart, OWNER));

            assertThat(refused.isExceptional()).isTrue();
            assertThat(send(addMug(), key).isExceptional()).isFalse();
            assertThat(storedEvents(cart.value())).isEqualTo(2);
        }

        @Test
        void a_retry_that_would_be_refused_by_now_is_answered_as_done() {
            carryOut(new CreateCart(cart, OWNER));
            carryOut(addMug());
            send(new RemoveItem(cart, OWNER, MUG), key);

            assertThat(send(new RemoveItem(cart, OWNER, MUG), key).getMetaData())
                    .containsEntry(MessageKeys.REPLAYED, true);
        }
    }

    @Nested
    class KeyedWhereNobodyKnowsTheHead {

        @Test
        void is_to_be_asked_for_again_before_a_view_is_shown_that_is_behind() {
            var key = Map.of(MessageKeys.IDEMPOTENCY_KEY, "key-" + created);
            carryOut(new CreateCart(cart, OWNER));
            send(addMug(), key);
            var lost =
                    new DecidingCommandBus(
                            new RequestClaims(() -> events),
                            () -> {
                                throw new EventStoreUnavailableException("gone", null);
                            },
                            new SimpleMeterRegistry().counter("retries"));
            lost.subscribe(
                    String.class.getName(),
                    _ -> {
                        throw new Rejected(new TooMuchContention());
                    });
            var answer = new FutureCallback<Object, Object>();
            lost.dispatch(new GenericCommandMessage<>("again", key), answer);

            assertThat(answer.getResult().exceptionResult())
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            refused ->
                                    assertThat(refused.rejection())
                                            .isEqualTo(new ServiceUnavailable("the event store")));
        }
    }

    @Nested
    class WithAStaleCache {

        /** Another process adds to the stream, behind the back of our cache. */
        private void somebodyElseRemovesTheMug() {
            jdbc.queryForObject(
                    """
                    select event_store.append(array[e.stream], array[e.sequence + 1],
                        array[(select id from event_store.event_type where name = 'cart.ItemRemoved')],
                        array[0::bigint], array[gen_random_uuid()], array[e.metadata],
                        array[convert_to('{"cartId":"' || e.stream || '","sku":"MUG"}', 'UTF8')])
                      from event_store.event e where stream = ? order by sequence desc limit 1
                    """,
                    Long.class,
                    cart.value());
        }

        private void knowItemRemoved() {
            CartId other = new CartId(Ids.of(CartId.PREFIX, ++created, new byte[10]));
            carryOut(new CreateCart(other, OWNER));
            carryOut(new AddItem(other, OWNER, MUG, new Quantity(1)));
            carryOut(new RemoveItem(other, OWNER, MUG));
        }

        @Test
        void a_decision_is_taken_again_on_the_stored_state() {
            knowItemRemoved();
            carryOut(new CreateCart(cart, OWNER));
            carryOut(addMug());
            somebodyElseRemovesTheMug();

            CartView view = carryOut(addMug());

            assertThat(view.itemCount()).isEqualTo(1);
            assertThat(view.version()).isEqualTo(3);
        }

        @Test
        void an_expected_version_is_compared_with_the_stored_one() {
            knowItemRemoved();
            carryOut(new CreateCart(cart, OWNER));
            carryOut(addMug());
            somebodyElseRemovesTheMug();

            assertThat(send(addMug(), Map.of(MessageKeys.EXPECTED_VERSION, 2L)).isExceptional())
                    .isFalse();
        }

        @Test
        void a_refusal_is_decided_again_too() {
            knowItemRemoved();
            carryOut(new CreateCart(cart, OWNER));
            carryOut(addMug());
            somebodyElseRemovesTheMug();

            var answer = send(new AddItem(cart, OWNER, MUG, new Quantity(Quantity.MAX)), Map.of());

            assertThat(answer.isExceptional()).isFalse();
        }
    }

    @Nested
    class WithoutTheEventStore {

        @Test
        void a_command_is_refused_as_something_that_may_be_repeated() {
            isRefusedAfter(new EventStoreUnavailableException("gone", null));
        }

        @Test
        void or_without_the_database_of_whoever_is_asked() {
            isRefusedAfter(new IllegalStateException(new SQLException("no room", "53100")));
        }

        private void isRefusedAfter(RuntimeException failure) {
            try (var _ =
                    commands.subscribe(
                            String.class.getName(),
                            _ -> {
                                throw failure;
                            })) {
                var answer = new FutureCallback<Object, Object>();
                commands.dispatch(new GenericCommandMessage<>("anything"), answer);

                assertThat(answer.getResult().exceptionResult())
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                refused ->
                                        assertThat(refused.rejection())
                                                .isEqualTo(
                                                        new ServiceUnavailable("the event store")));
            }
        }
    }

    @Nested
    class TakingSnapshots {

        @Test
        void a_long_stream_is_read_from_its_snapshot() {
            carryOut(new CreateCart(cart, OWNER));
            for (int i = 0; i < 25; i++) {
                carryOut(addMug());
            }
            org.awaitility.Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(events.readEvents(cart.value()).next())
                                            .extracting(DomainEventMessage::getSequenceNumber)
                                            .isNotEqualTo(0L));

            aggregateCache.removeAll();

            assertThat(carryOut(addMug()).itemCount()).isEqualTo(26);
        }

        @Test
        void leaves_connections_to_others_when_many_streams_come_of_age_at_once() throws Exception {
            List<CartId> carts =
                    IntStream.range(0, 30)
                            .mapToObj(
                                    _ -> new CartId(Ids.of(CartId.PREFIX, ++created, new byte[10])))
                            .toList();
            try (Connection slow = jdbc.getDataSource().getConnection()) {
                slow.setAutoCommit(false);
                slow.createStatement().execute("lock table event_store.snapshot in exclusive mode");
                for (CartId each : carts) {
                    carryOut(new CreateCart(each, OWNER));
                    for (int i = 0; i < 10; i++) {
                        aggregateCache.remove(each.value());
                        carryOut(new AddItem(each, OWNER, MUG, new Quantity(1)));
                    }
                }
                slow.rollback();
            }

            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(carts).allMatch(this::hasSnapshot));
        }

        private boolean hasSnapshot(CartId id) {
            return 1
                    == jdbc.queryForObject(
                            "select count(*) from event_store.snapshot where stream = ?",
                            Integer.class,
                            id.value());
        }
    }

    @Test
    void somebody_elses_cart_is_not_found() {
        carryOut(new CreateCart(cart, OWNER));
        var answer =
                send(new AddItem(cart, CartOwner.guest("thief"), MUG, new Quantity(1)), Map.of());

        assertThat(((Rejected) answer.exceptionResult()).rejection()).isEqualTo(new CartNotFound());
    }

    private TakeOverCart takeOver(CartOwner guest) {
        var account = new AccountId(cart.value().replace(CartId.PREFIX, AccountId.PREFIX));
        return new TakeOverCart(CartId.of(account), CartOwner.account(account), cart, guest);
    }

    @Test
    void a_cart_is_taken_over_from_its_guest_and_closed() {
        carryOut(new CreateCart(cart, OWNER));
        carryOut(addMug());

        assertThat(carryOut(takeOver(OWNER)).itemCount()).isEqualTo(1);
        assertThat(storedEvents(cart.value())).isEqualTo(3);
        assertThat(carryOut(takeOver(OWNER)).itemCount()).isEqualTo(1);
    }

    @Test
    void somebody_elses_cart_is_not_taken_over() {
        carryOut(new CreateCart(cart, OWNER));
        carryOut(addMug());
        TakeOverCart theft = takeOver(CartOwner.guest("thief"));

        assertThat(((Rejected) send(theft, Map.of()).exceptionResult()).rejection())
                .isEqualTo(new CartNotFound());
        assertThat(storedEvents(theft.cartId().value())).isZero();
        assertThat(storedEvents(cart.value())).isEqualTo(2);
    }
}
