package souk.platform.rest;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.cart.CartCommand;
import souk.cart.CartCommand.AddItem;
import souk.cart.CartCommand.ChangeQuantity;
import souk.cart.CartCommand.ClearCart;
import souk.cart.CartCommand.CreateCart;
import souk.cart.CartCommand.RemoveItem;
import souk.cart.CartCommand.TakeOverCart;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartQuery.FindCart;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartRejection.LineNotFound;
import souk.cart.CartView;
import souk.cart.CartView.Status;
import souk.catalog.ProductId;
import souk.kernel.CommonRejection.ProjectionBehind;
import souk.kernel.CommonRejection.VersionMismatch;
import souk.kernel.MessageKeys;
import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.kernel.Sku;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carts that keep the promises of the command side and of the view, in memory. */
@Component
public class StubCarts {

    private static final ProductId PRODUCT = new ProductId("prd_01hzy00000000000000000000a");
    private static final Currency EUROS = Currency.getInstance("EUR");
    private static final Money SEEN = new Money(900, EUROS);
    private static final Money TODAY = new Money(1_000, EUROS);

    private final Map<CartId, Cart> carts = new HashMap<>();
    private final Set<Object> handledKeys = new HashSet<>();
    private long position = -1;

    /** What has arrived, refused or not. */
    public final List<CommandMessage<?>> commands = Collections.synchronizedList(new ArrayList<>());

    public final List<QueryMessage<?, ?>> queries = Collections.synchronizedList(new ArrayList<>());

    /** Runs before each command, and may throw. */
    public volatile Runnable before = () -> {};

    /** Runs when a command has been carried out, and may throw: then its answer is lost. */
    public volatile Runnable after = () -> {};

    /** Runs before each query, and may throw. */
    public volatile Runnable asked = () -> {};

    private static final class Cart {
        final CartOwner owner;
        final Map<Sku, Integer> lines = new LinkedHashMap<>();
        Status status = Status.OPEN;
        long version;

        Cart(CartOwner owner) {
            this.owner = owner;
        }
    }

    StubCarts(CommandBus commandBus, QueryBus queryBus) {
        for (Class<?> command : CartCommand.class.getPermittedSubclasses()) {
            commandBus.subscribe(command.getName(), this::handle);
        }
        queryBus.subscribe(FindCart.class.getName(), CartView.class, this::find);
    }

    public void behave() {
        before = () -> {};
        after = () -> {};
        asked = () -> {};
        commands.clear();
        queries.clear();
    }

    public synchronized int count() {
        return carts.size();
    }

    public synchronized long position() {
        return position;
    }

    private Object handle(CommandMessage<?> message) {
        commands.add(message);
        before.run();
        Object answer = decide(message);
        after.run();
        return answer;
    }

    private synchronized Object decide(CommandMessage<?> message) {
        MetaData metaData = message.getMetaData();
        Object key = metaData.get(MessageKeys.IDEMPOTENCY_KEY);
        if (key != null && handledKeys.contains(key)) {
            return new GenericCommandResultMessage<>(
                    (Object) null,
                    Map.of(MessageKeys.REPLAYED, true, MessageKeys.POSITION, position));
        }
        CartView view =
                decide(
                        (CartCommand) message.getPayload(),
                        (Number) metaData.get(MessageKeys.EXPECTED_VERSION));
        if (key != null) {
            handledKeys.add(key);
        }
        return new GenericCommandResultMessage<>(view, Map.of(MessageKeys.POSITION, position));
    }

    private CartView decide(CartCommand command, @Nullable Number expected) {
        boolean opens = command instanceof CreateCart || command instanceof TakeOverCart;
        if (opens && !carts.containsKey(command.cartId())) {
            carts.put(command.cartId(), new Cart(command.owner()));
            position++;
        }
        Cart cart = mine(command.cartId(), command.owner());
        if (expected != null && expected.longValue() != cart.version) {
            throw new Rejected(new VersionMismatch(cart.version));
        }
        switch (command) {
            case CreateCart _ -> {}
            case AddItem add -> {
                cart.lines.merge(add.sku(), add.quantity().value(), Integer::sum);
                moved(cart);
            }
            case ChangeQuantity change -> {
                mustHold(cart, change.sku());
                cart.lines.put(change.sku(), change.quantity());
                cart.lines.values().removeIf(quantity -> quantity == 0);
                moved(cart);
            }
            case RemoveItem remove -> {
                mustHold(cart, remove.sku());
                cart.lines.remove(remove.sku());
                moved(cart);
            }
            case ClearCart _ -> {
                cart.lines.clear();
                moved(cart);
            }
            case TakeOverCart taken -> takeOver(cart, mine(taken.guestCart(), taken.guest()));
        }
        return view(command.cartId(), cart);
    }

    private void takeOver(Cart cart, Cart guests) {
        if (guests.status == Status.OPEN) {
            guests.lines.forEach((sku, quantity) -> cart.lines.merge(sku, quantity, Integer::sum));
            guests.lines.clear();
            guests.status = Status.MERGED;
            moved(guests);
            moved(cart);
        }
    }

    private void moved(Cart cart) {
        cart.version++;
        position++;
    }

    /** Whether carts are as new as anybody wants to see them. */
    public volatile boolean caughtUp;

    private Object find(QueryMessage<?, ?> message) {
        queries.add(message);
        asked.run();
        FindCart query = (FindCart) message.getPayload();
        synchronized (this) {
            Number awaited = (Number) message.getMetaData().get(MessageKeys.POSITION);
            if (!caughtUp && awaited != null && awaited.longValue() > position) {
                throw new Rejected(
                        new ProjectionBehind("cart.view", position, awaited.longValue()));
            }
            return view(query.cartId(), mine(query.cartId(), query.owner()));
        }
    }

    private Cart mine(CartId id, CartOwner owner) {
        return Optional.ofNullable(carts.get(id))
                .filter(cart -> cart.owner.equals(owner))
                .orElseThrow(() -> new Rejected(new CartNotFound()));
    }

    private static void mustHold(Cart cart, Sku sku) {
        if (!cart.lines.containsKey(sku)) {
            throw new Rejected(new LineNotFound(sku));
        }
    }

    private static CartView view(CartId id, Cart cart) {
        List<CartView.Line> lines = new ArrayList<>();
        cart.lines.forEach((sku, quantity) -> lines.add(line(sku, quantity)));
        int items = cart.lines.values().stream().mapToInt(Integer::intValue).sum();
        return new CartView(id, cart.status, lines, items, List.of(), cart.version);
    }

    private static CartView.Line line(Sku sku, int quantity) {
        return new CartView.Line(
                sku, PRODUCT, "The " + sku, quantity, SEEN, TODAY, TODAY.times(quantity), true);
    }
}
