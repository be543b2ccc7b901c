package souk.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static souk.platform.command.Shopping.GUEST;
import static souk.platform.command.Shopping.MUG;
import static souk.platform.command.Shopping.addMug;
import static souk.platform.command.Shopping.create;
import static souk.platform.command.Shopping.removeMug;

import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.cart.CartCommand.RemoveItem;
import souk.cart.CartId;
import souk.cart.CartQuery.FindCart;
import souk.cart.CartRejection.LineNotFound;
import souk.cart.CartView;
import souk.kernel.CommonRejection.NotFound;
import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

@OverAxonServer
class AxonServerMessagingTest {

    @Autowired Shopping shopping;
    @Autowired CommandBus commands;
    @Autowired QueryGateway queries;

    private final CartId cart = Shopping.newCart();

    @Test
    void decisions_are_taken_in_the_same_way_as_in_embedded_mode() {
        assertThat(commands)
                .isInstanceOfSatisfying(
                        AxonServerCommandBus.class,
                        bus ->
                                assertThat(bus.localSegment())
                                        .isInstanceOf(DecidingCommandBus.class));
    }

    @Nested
    class Keyed {

        private final Map<String, ?> key =
                Map.of(MessageKeys.IDEMPOTENCY_KEY, "key-" + cart.value());

        @Test
        void is_carried_out_once() {
            shopping.carryOut(create(cart));

            var first = shopping.send(addMug(cart), key);
            var second = shopping.send(addMug(cart), key);

            assertThat(first.getMetaData()).doesNotContainKey(MessageKeys.REPLAYED);
            assertThat(second.getMetaData().get(MessageKeys.REPLAYED)).isEqualTo(true);
            assertThat(second.getMetaData()).containsKey(MessageKeys.POSITION);
            assertThat(shopping.stored(cart)).hasSize(2);
        }

        @Test
        void is_carried_out_once_by_many_at_a_time() {
            shopping.carryOut(create(cart));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers =
                        IntStream.range(0, 30)
                                .mapToObj(
                                        _ ->
                                                CompletableFuture.supplyAsync(
                                                        () -> shopping.send(addMug(cart), key),
                                                        threads))
                                .toList();
                assertThat(answers)
                        .extracting(CompletableFuture::join)
                        .noneMatch(CommandResultMessage::isExceptional)
                        .filteredOn(
                                answer -> !answer.getMetaData().containsKey(MessageKeys.REPLAYED))
                        .hasSize(1);
            }
            assertThat(shopping.stored(cart)).hasSize(2);
        }
    }

    @Nested
    class Refusing {

        @Test
        void arrives_with_its_type_and_its_fields() {
            shopping.carryOut(create(cart));

            assertThat(shopping.refusalOf(new RemoveItem(cart, GUEST, MUG)))
                    .isEqualTo(new LineNotFound(MUG));
        }

        @Test
        void of_what_does_not_exist_arrives_as_well() {
            assertThat(shopping.refusalOf(removeMug(cart))).isEqualTo(new NotFound("cart"));
        }

        @Test
        void a_command_that_nobody_is_there_for_is_refused_as_unavailable() {
            var answer = new FutureCallback<Object, Object>();
            commands.dispatch(new GenericCommandMessage<>("nobody knows me"), answer);

            assertUnavailable(answer.getResult(10, TimeUnit.SECONDS).exceptionResult());
        }

        @Test
        void a_query_that_nobody_is_there_for_is_refused_as_unavailable() {
            assertThatThrownBy(
                            () ->
                                    queries.query(new FindCart(cart, GUEST), CartView.class)
                                            .get(10, TimeUnit.SECONDS))
                    .cause()
                    .satisfies(Refusing::assertUnavailable);
        }

        private static void assertUnavailable(Throwable failure) {
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            refused ->
                                    assertThat(refused.rejection())
                                            .isInstanceOf(ServiceUnavailable.class));
        }
    }
}
