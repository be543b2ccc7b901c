package souk.cart.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.cart.CartCommand;
import souk.cart.CartCommand.CreateCart;
import souk.cart.CartCommand.TakeOverCart;
import souk.cart.CartQuery.FindCart;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartView;
import souk.kernel.Rejected;
import souk.platform.rest.Commands;
import souk.platform.rest.Queries;

import java.util.Optional;
import java.util.function.Supplier;

/** What HTTP asks of carts, as messages. */
@Component
class CartMessages {

    private final Commands commands;
    private final Queries queries;

    CartMessages(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    CartView send(CurrentCart cart, CartCommand command) {
        return commands.send(command, CartView.class).orElseRead(at -> read(cart, at));
    }

    CartView create(CurrentCart cart) {
        return send(cart, new CreateCart(cart.cartId(), cart.owner()));
    }

    CartView takeOver(CurrentCart cart, CurrentCart guests) {
        return send(
                cart,
                new TakeOverCart(cart.cartId(), cart.owner(), guests.cartId(), guests.owner()));
    }

    CartView read(CurrentCart cart, @Nullable Long position) {
        return queries.ask(new FindCart(cart.cartId(), cart.owner()), CartView.class, position);
    }

    static Optional<CartView> unlessNotFound(Supplier<CartView> cart) {
        try {
            return Optional.of(cart.get());
        } catch (Rejected refused) {
            if (refused.rejection() instanceof CartNotFound) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
