package souk.cart.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartRejection.CartNotFound;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.platform.command.Aggregates;

import java.util.List;
import java.util.Optional;

/** Carts as they are stored, on their way to becoming orders. */
@Component
class CheckedCarts implements CartCheckout {

    private final Aggregates<Cart> carts;

    CheckedCarts(ObjectProvider<Repository<Cart>> repository, ObjectProvider<EventStore> events) {
        this.carts = new Aggregates<>(Cart.class, repository::getObject, events::getObject);
    }

    @Override
    public Optional<String> lastOrder(CartId cart, CartOwner buyer) {
        return find(cart, buyer).flatMap(it -> it.invoke(found -> found.lastOrderOf(buyer)));
    }

    @Override
    public List<Item> checkOut(
            CartId cart, CartOwner buyer, String order, @Nullable Long expected) {
        Optional<Aggregate<Cart>> found = find(cart, buyer);
        found.ifPresent(it -> Aggregates.mustBeAt(expected, it));
        return found.stream()
                .flatMap(it -> it.invoke(one -> one.checkOutFor(buyer, order)).stream())
                .map(line -> new Item(line.sku(), new Quantity(line.quantity())))
                .toList();
    }

    // an account has a cart before it puts anything in
    private Optional<Aggregate<Cart>> find(CartId cart, CartOwner buyer) {
        Optional<Aggregate<Cart>> found = carts.find(cart.value());
        if (found.isEmpty() && !(buyer.isAccount() && buyer.mayOpen(cart))) {
            throw new Rejected(new CartNotFound());
        }
        return found;
    }
}
