package souk.cart.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.command.Farewell;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.platform.command.Aggregates;

/**
 * Closes the cart of whoever leaves: of him and of one who buys for him at the same time, one wins.
 */
@Component
class AbandonedCarts implements Farewell {

    private final Aggregates<Cart> carts;

    AbandonedCarts(ObjectProvider<Repository<Cart>> repository, ObjectProvider<EventStore> events) {
        this.carts = new Aggregates<>(Cart.class, repository::getObject, events::getObject);
    }

    @Override
    public void close(AccountId account) {
        CartId cart = CartId.of(account);
        // one that was never there is closed as well, or another node could still begin it
        carts.find(cart.value())
                .ifPresentOrElse(
                        it -> it.execute(Cart::abandon),
                        () -> carts.create(() -> Cart.abandoned(cart, CartOwner.account(account))));
    }
}
