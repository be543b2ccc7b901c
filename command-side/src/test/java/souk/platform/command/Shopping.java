package souk.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.axoniq.axonserver.grpc.event.Event;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.HandlerExecutionException;

import souk.cart.CartCommand;
import souk.cart.CartCommand.AddItem;
import souk.cart.CartCommand.CreateCart;
import souk.cart.CartCommand.RemoveItem;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartView;
import souk.kernel.Ids;
import souk.kernel.Quantity;
import souk.kernel.Sku;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a guest does with carts, and what Axon Server has stored of it. */
record Shopping(CommandBus commands, AxonServerConnectionManager connections) {

    static final CartOwner GUEST = CartOwner.guest("somebody");
    static final Sku MUG = new Sku("MUG");

    static CartId newCart() {
        byte[] random = new byte[10];
        new SecureRandom().nextBytes(random);
        return new CartId(Ids.of(CartId.PREFIX, System.currentTimeMillis(), random));
    }

    static CreateCart create(CartId cart) {
        return new CreateCart(cart, GUEST);
    }

    static AddItem addMug(CartId cart) {
        return new AddItem(cart, GUEST, MUG, new Quantity(1));
    }

    static RemoveItem removeMug(CartId cart) {
        return new RemoveItem(cart, GUEST, MUG);
    }

    CommandResultMessage<?> send(CartCommand command, Map<String, ?> metadata) {
        var answer = new FutureCallback<Object, Object>();
        commands.dispatch(new GenericCommandMessage<>(command, metadata), answer);
        return answer.getResult(30, TimeUnit.SECONDS);
    }

    CartView carryOut(CartCommand command) {
        return (CartView) send(command, Map.of()).getPayload();
    }

    Object refusalOf(CartCommand command) {
        CommandResultMessage<?> answer = send(command, Map.of());
        assertThat(answer.isExceptional()).isTrue();
        return HandlerExecutionException.resolveDetails(answer.exceptionResult()).orElseThrow();
    }

    /** As the server has them, from the latest snapshot on. */
    List<Event> stored(CartId stream) {
        return connections
                .getConnection()
                .eventChannel()
                .openAggregateStream(stream.value())
                .asStream()
                .toList();
    }
}
