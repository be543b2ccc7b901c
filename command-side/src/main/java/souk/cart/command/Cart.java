package souk.cart.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.cart.CartCommand;
import souk.cart.CartCommand.AddItem;
import souk.cart.CartCommand.ChangeQuantity;
import souk.cart.CartCommand.ClearCart;
import souk.cart.CartCommand.CreateCart;
import souk.cart.CartCommand.RemoveItem;
import souk.cart.CartCommand.TakeOverCart;
import souk.cart.CartEvent;
import souk.cart.CartEvent.CartAbandoned;
import souk.cart.CartEvent.CartCheckedOut;
import souk.cart.CartEvent.CartCleared;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.CartMerged;
import souk.cart.CartEvent.GuestCartTakenOver;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartEvent.ItemRemoved;
import souk.cart.CartEvent.QuantityChanged;
import souk.cart.CartId;
import souk.cart.CartNote;
import souk.cart.CartOwner;
import souk.cart.CartRejection.CartClosed;
import souk.cart.CartRejection.CartFull;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartRejection.QuantityTooLarge;
import souk.cart.CartView;
import souk.cart.CartView.Status;
import souk.kernel.Money;
import souk.kernel.Published;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.platform.command.EventSourced;

import java.util.List;
import java.util.Optional;

/** A cart, while its owner fills it. */
@EventSourced
@Published("cart.Cart")
@Revision("3")
class Cart {

    static final int MAX_LINES = 500;

    @AggregateIdentifier private CartId cartId;
    private CartOwner owner;
    private Status status = Status.OPEN;
    private Contents contents = new Contents();
    private List<CartNote> notes = List.of();
    private @Nullable String order; // that bought what was in here, as long as nothing is

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    CartView decide(CreateCart command, Assortment assortment) {
        openFor(command);
        mustBelongTo(command.owner());
        return view(assortment);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    CartView decide(AddItem command, Assortment assortment) {
        if (command.owner().isAccount()) {
            openFor(command);
        }
        mustBeOpenFor(command.owner());
        Money price = assortment.mustSell(command.sku());
        contents.mustBePaidIn(price.currency(), command.sku());
        mustHaveRoomFor(command.sku(), command.quantity());
        assortment.mustHave(
                command.sku(), contents.quantity(command.sku()) + command.quantity().value());
        apply(new ItemAdded(cartId, command.sku(), command.quantity(), price));
        return view(assortment);
    }

    @CommandHandler
    CartView decide(ChangeQuantity command, Assortment assortment) {
        mustBeOpenFor(command.owner());
        contents.mustHold(command.sku());
        int before = contents.quantity(command.sku());
        if (command.quantity() > before) {
            assortment.mustSell(command.sku());
            assortment.mustHave(command.sku(), command.quantity());
        }
        if (command.quantity() == 0) {
            apply(new ItemRemoved(cartId, command.sku()));
        } else if (command.quantity() != before) {
            apply(new QuantityChanged(cartId, command.sku(), new Quantity(command.quantity())));
        }
        return view(assortment);
    }

    @CommandHandler
    CartView decide(RemoveItem command, Assortment assortment) {
        mustBeOpenFor(command.owner());
        contents.mustHold(command.sku());
        apply(new ItemRemoved(cartId, command.sku()));
        return view(assortment);
    }

    @CommandHandler
    CartView decide(ClearCart command, Assortment assortment) {
        mustBeOpenFor(command.owner());
        if (!contents.isEmpty()) {
            apply(new CartCleared(cartId));
        }
        return view(assortment);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    CartView decide(TakeOverCart command, GuestCarts guests, Assortment assortment) {
        openFor(command);
        mustBeOpenFor(command.owner());
        guests.close(command.guestCart(), command.guest(), cartId)
                .filter(lines -> !lines.isEmpty())
                .ifPresent(
                        lines ->
                                apply(
                                        new Intake(contents, assortment)
                                                .of(cartId, command.guestCart(), lines)));
        return view(assortment);
    }

    /** Part of the decision of another cart, in the same unit of work. */
    Optional<List<Held>> closeFor(CartOwner guest, CartId into) {
        mustBelongTo(guest);
        if (status != Status.OPEN || into.equals(cartId)) {
            return Optional.empty();
        }
        List<Held> lines = contents.lines();
        apply(new CartMerged(cartId, into));
        return Optional.of(lines);
    }

    /** Whoever has it is forgotten, in the same unit of work. */
    void abandon() {
        if (status == Status.OPEN) {
            apply(new CartAbandoned(cartId));
        }
    }

    /** Nobody has filled it, and nobody will. */
    static Cart abandoned(CartId cart, CartOwner owner) {
        var abandoned = new Cart();
        apply(new CartCreated(cart, owner));
        apply(new CartAbandoned(cart));
        return abandoned;
    }

    /** The same for an order: empty where there is nothing to buy. */
    List<Held> checkOutFor(CartOwner buyer, String buying) {
        mustBeOpenFor(buyer);
        List<Held> lines = contents.lines();
        if (!lines.isEmpty()) {
            apply(new CartCheckedOut(cartId, buying));
        }
        return lines;
    }

    Optional<String> lastOrderOf(CartOwner buyer) {
        mustBelongTo(buyer);
        return Optional.ofNullable(order);
    }

    @EventSourcingHandler
    void evolve(CartEvent event) {
        switch (event) {
            case CartCreated created -> {
                cartId = created.cartId();
                owner = created.owner();
            }
            case ItemAdded added -> {
                contents.add(added.sku(), added.quantity().value(), added.unitPrice());
                order = null;
            }
            case QuantityChanged changed -> contents.set(changed.sku(), changed.quantity().value());
            case ItemRemoved removed -> contents.remove(removed.sku());
            case CartCleared _ -> empty();
            case CartCheckedOut out -> {
                empty();
                order = out.order();
            }
            case GuestCartTakenOver over -> {
                over.items().forEach(contents::add);
                notes = over.leftBehind();
                order = contents.isEmpty() ? order : null;
            }
            case CartMerged _ -> {
                contents.clear();
                status = Status.MERGED;
            }
            case CartAbandoned _ -> {
                empty();
                status = Status.ABANDONED;
            }
        }
    }

    private void empty() {
        contents.clear();
        notes = List.of();
    }

    private void openFor(CartCommand command) {
        if (cartId == null) {
            if (!command.owner().mayOpen(command.cartId())) {
                throw new Rejected(new CartNotFound());
            }
            apply(new CartCreated(command.cartId(), command.owner()));
        }
    }

    private void mustBeOpenFor(CartOwner claimed) {
        mustBelongTo(claimed);
        if (status != Status.OPEN) {
            throw new Rejected(new CartClosed());
        }
    }

    private void mustBelongTo(CartOwner claimed) {
        if (!claimed.equals(owner)) {
            throw new Rejected(new CartNotFound());
        }
    }

    private void mustHaveRoomFor(Sku sku, Quantity quantity) {
        if (!contents.holds(sku) && contents.size() == MAX_LINES) {
            throw new Rejected(new CartFull(MAX_LINES));
        }
        if (contents.quantity(sku) + quantity.value() > Quantity.MAX) {
            throw new Rejected(new QuantityTooLarge(sku));
        }
    }

    private CartView view(Assortment assortment) {
        return new CartView(
                cartId,
                status,
                new ShownLines(contents.lines(), assortment),
                contents.itemCount(),
                notes,
                getVersion());
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Cart() {}
}
