package souk.bench.growth;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.Repository;

import souk.bench.harness.Client;
import souk.bench.store.Carts;
import souk.bench.store.CommandNode;
import souk.cart.CartId;
import souk.platform.postgres.DatabaseAddress;

import java.util.ArrayList;
import java.util.List;

/** Carts of about one length, at different distances from their latest snapshots. */
final class LongCarts {

    private static final String CART = "souk.cart.command.Cart";
    private static final int HOW_MANY = 10;
    private static final int STEP = 7;

    /**
     * How many of the last events come from real commands, so that snapshots are where they belong.
     */
    private static final int BY_COMMANDS = 200;

    private final List<CartId> ids = new ArrayList<>();
    private final Repository<?> repository;
    private final Cache cache;

    private LongCarts(CommandNode node) throws ClassNotFoundException {
        repository = node.axon().repository(Class.forName(CART));
        cache = node.aggregates();
    }

    static LongCarts of(int events, long millis, CommandNode node, DatabaseAddress address)
            throws Exception {
        LongCarts carts = new LongCarts(node);
        History history = new History(address);
        for (int i = 0; i < HOW_MANY; i++) {
            CartId id = Carts.id(millis, events * 100L + i);
            carts.ids.add(id);
            if (events <= BY_COMMANDS) {
                history.write(id, 0, events);
            } else {
                history.write(id, 0, events - BY_COMMANDS);
                Client filling = Carts.existing(node.gateway(), List.of(id)).client(0, 1);
                for (int more = 0; more < BY_COMMANDS + STEP * i; more++) {
                    filling.call();
                }
            }
        }
        return carts;
    }

    /** Loads one after the other, from the cache. */
    Client warm() {
        return new Client() {
            private int turn;

            @Override
            public void call() throws Exception {
                load(ids.get(turn++ % HOW_MANY).value());
            }
        };
    }

    /** Loads one after the other, each of them evicted before. */
    Client cold() {
        return new Client() {
            private int turn;

            @Override
            public void call() throws Exception {
                String id = ids.get(turn++ % HOW_MANY).value();
                cache.remove(id);
                load(id);
            }
        };
    }

    private void load(String id) {
        var unit = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>(id));
        repository.load(id);
        unit.commit();
    }
}
