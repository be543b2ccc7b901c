package souk.cart.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.command.Farewell;
import souk.cart.CartId;
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
        carts.find(CartId.of(account).value()).ifPresent(cart -> cart.execute(Cart::abandon));
    }
}
