package souk.cart.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

import souk.cart.CartCommand.AddItem;
import souk.cart.CartCommand.ChangeQuantity;
import souk.cart.CartCommand.ClearCart;
import souk.cart.CartCommand.CreateCart;
import souk.cart.CartCommand.RemoveItem;
import souk.cart.CartEvent;
import souk.cart.CartEvent.CartCleared;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartEvent.ItemRemoved;
import souk.cart.CartEvent.QuantityChanged;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartRejection.CartFull;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartRejection.LineNotFound;
import souk.cart.CartRejection.QuantityTooLarge;
import souk.cart.CartView;
import souk.kernel.Published;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.platform.command.EventSourced;

import java.util.LinkedHashMap;
import java.util.Map;

/** A cart, while its owner fills it. */
@EventSourced
@Published("cart.Cart")
@Revision("1")
class Cart {

    private static final int MAX_LINES = 500;

    @AggregateIdentifier private CartId cartId;
    private CartOwner owner;
    private Map<Sku, Integer> lines = new LinkedHashMap<>();
    private int itemCount;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    CartView decide(CreateCart command) {
        if (cartId == null) {
            apply(new CartCreated(command.cartId(), command.owner()));
        }
        mustBelongTo(command.owner());
        return view();
    }

    @CommandHandler
    CartView decide(AddItem command) {
        mustBelongTo(command.owner());
        mustHaveRoomFor(command.sku(), command.quantity());
        apply(new ItemAdded(cartId, command.sku(), command.quantity()));
        return view();
    }

    @CommandHandler
    CartView decide(ChangeQuantity command) {
        mustBelongTo(command.owner());
        mustHold(command.sku());
        if (command.quantity() == 0) {
            apply(new ItemRemoved(cartId, command.sku()));
        } else if (command.quantity() != held(command.sku())) {
            apply(new QuantityChanged(cartId, command.sku(), new Quantity(command.quantity())));
        }
        return view();
    }

    @CommandHandler
    CartView decide(RemoveItem command) {
        mustBelongTo(command.owner());
        mustHold(command.sku());
        apply(new ItemRemoved(cartId, command.sku()));
        return view();
    }

    @CommandHandler
    CartView decide(ClearCart command) {
        mustBelongTo(command.owner());
        if (!lines.isEmpty()) {
            apply(new CartCleared(cartId));
        }
        return view();
    }

    @EventSourcingHandler
    void evolve(CartEvent event) {
        switch (event) {
            case CartCreated created -> {
                cartId = created.cartId();
                owner = created.owner();
            }
            case ItemAdded added -> hold(added.sku(), held(added.sku()) + added.quantity().value());
            case QuantityChanged changed -> hold(changed.sku(), changed.quantity().value());
            case ItemRemoved removed -> {
                hold(removed.sku(), 0);
                lines.remove(removed.sku());
            }
            case CartCleared _ -> {
                lines.clear();
                itemCount = 0;
            }
        }
    }

    private void hold(Sku sku, int quantity) {
        itemCount += quantity - held(sku);
        lines.put(sku, quantity);
    }

    private int held(Sku sku) {
        return lines.getOrDefault(sku, 0);
    }

    private void mustBelongTo(CartOwner claimed) {
        if (!claimed.equals(owner)) {
            throw new Rejected(new CartNotFound());
        }
    }

    private void mustHaveRoomFor(Sku sku, Quantity quantity) {
        if (!lines.containsKey(sku) && lines.size() == MAX_LINES) {
            throw new Rejected(new CartFull(MAX_LINES));
        }
        if (held(sku) + quantity.value() > Quantity.MAX) {
            throw new Rejected(new QuantityTooLarge(sku));
        }
    }

    private void mustHold(Sku sku) {
        if (!lines.containsKey(sku)) {
            throw new Rejected(new LineNotFound(sku));
        }
    }

    private CartView view() {
        var view =
                lines.entrySet().stream()
                        .map(line -> new CartView.Line(line.getKey(), line.getValue()))
                        .toList();
        return new CartView(cartId, CartView.Status.OPEN, view, itemCount, getVersion());
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Cart() {}
}
