package souk.bench.store;

import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.commandhandling.gateway.CommandGateway;

import souk.bench.harness.Client;
import souk.cart.CartCommand;
import souk.cart.CartCommand.AddItem;
import souk.cart.CartCommand.CreateCart;
import souk.cart.CartCommand.RemoveItem;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.kernel.Quantity;
import souk.kernel.Sku;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Open carts that clients put items into, each client into carts of its own. */
public final class Carts {

    /** A hash, as long as those of guests' tokens. */
    public static final CartOwner OWNER =
            CartOwner.guest("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

    public static final List<Sku> SKUS =
            IntStream.range(0, 5).mapToObj(i -> new Sku("MUG-BLUE-" + i)).toList();

    private static final Quantity ONE = new Quantity(1);
    private static final int PARALLEL = 64;

    private final CommandGateway gateway;
    private final List<CartId> ids;

    private Carts(CommandGateway gateway, List<CartId> ids) {
        this.gateway = gateway;
        this.ids = ids;
    }

    public static Carts existing(CommandGateway gateway, List<CartId> ids) {
        return new Carts(gateway, ids);
    }

    public static Carts create(CommandGateway gateway, List<CartId> ids)
            throws InterruptedException, ExecutionException {
        Carts carts = new Carts(gateway, ids);
        carts.forEach(id -> carts.send(new CreateCart(id, OWNER)));
        return carts;
    }

    /** Adds so many items to each cart. */
    public void fill(int items) throws InterruptedException, ExecutionException {
        fill(SKUS.stream().limit(items).toList());
    }

    /** Adds one of each to each cart. */
    public void fill(List<Sku> skus) throws InterruptedException, ExecutionException {
        forEach(id -> skus.forEach(sku -> send(new AddItem(id, OWNER, sku, ONE))));
    }

    public void add(int cart, Sku sku) {
        send(new AddItem(ids.get(cart), OWNER, sku, ONE));
    }

    public void remove(int cart, Sku sku) {
        send(new RemoveItem(ids.get(cart), OWNER, sku));
    }

    private void forEach(Consumer<CartId> visit) throws InterruptedException, ExecutionException {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> shares =
                    IntStream.range(0, PARALLEL)
                            .mapToObj(share -> clients.submit(() -> forEach(share, visit)))
                            .toList();
            for (Future<?> share : shares) {
                share.get();
            }
        }
    }

    private void forEach(int share, Consumer<CartId> visit) {
        for (int i = share; i < ids.size(); i += PARALLEL) {
            visit.accept(ids.get(i));
        }
    }

    /** As many as wanted, with equal steps of time between their ids. */
    public static List<CartId> ids(int count, long firstMillis, long stepMillis) {
        return IntStream.range(0, count)
                .mapToObj(i -> id(firstMillis + i * stepMillis, i))
                .toList();
    }

    /** The same id for the same arguments. */
    public static CartId id(long millis, long number) {
        byte[] bits = ByteBuffer.allocate(16).putLong(number).putLong(~number).array();
        return new CartId(Ids.of(CartId.PREFIX, millis, bits));
    }

    /** Adds one item after the other, to one of its carts after the other. */
    public Client client(int number, int clients) {
        return new Client() {
            private int turn = number;
            private int calls;

            @Override
            public void call() {
                Sku sku = SKUS.get(calls++ % SKUS.size());
                send(new AddItem(ids.get(turn), OWNER, sku, ONE));
                turn += clients;
                if (turn >= ids.size()) {
                    turn = number;
                }
            }
        };
    }

    private void send(CartCommand command) {
        var answer = new FutureCallback<Object, Object>();
        gateway.send(new GenericCommandMessage<>(command, metadata()), answer);
        CommandResultMessage<?> result = answer.getResult();
        if (result.isExceptional()) {
            throw new IllegalStateException("A cart refused", result.exceptionResult());
        }
    }

    // what the HTTP side says of a guest's request
    private static Map<String, ?> metadata() {
        return Map.of(
                MessageKeys.ACTOR, "guest",
                MessageKeys.ROLE, "GUEST",
                MessageKeys.CORRELATION_ID, UUID.randomUUID().toString());
    }
}
