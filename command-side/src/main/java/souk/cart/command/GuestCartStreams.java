package souk.cart.command;

import org.axonframework.config.Configuration;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartRejection.CartNotFound;
import souk.kernel.Rejected;

import java.util.List;
import java.util.Optional;

/** Guests' carts as they are stored. */
@Component
class GuestCartStreams implements GuestCarts {

    private final ObjectProvider<Configuration> axon;

    GuestCartStreams(ObjectProvider<Configuration> axon) {
        this.axon = axon;
    }

    @Override
    public Optional<List<Held>> close(CartId guestCart, CartOwner guest, CartId into) {
        return load(guestCart).invoke(cart -> cart.closeFor(guest, into));
    }

    private Aggregate<Cart> load(CartId cart) {
        try {
            return axon.getObject().repository(Cart.class).load(cart.value());
        } catch (AggregateNotFoundException none) {
            throw new Rejected(new CartNotFound());
        }
    }
}
