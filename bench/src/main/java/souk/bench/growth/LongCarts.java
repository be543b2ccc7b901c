package souk.bench.growth;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.Repository;

import souk.bench.harness.Client;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Carts;
import souk.bench.store.CommandNode;
import souk.cart.CartId;
import souk.platform.postgres.DatabaseAddress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Carts of one length, at all distances from their latest snapshot. */
final class LongCarts {

    private static final String CART = "souk.cart.command.Cart";
    private static final int HOW_MANY = 10;

    private final List<CartId> ids = new ArrayList<>();
    private final Repository<?> repository;
    private final Cache cache;

    private LongCarts(CommandNode node, Class<?> type) {
        repository = node.axon().repository(type);
        cache = node.aggregates();
    }

    /**
     * Snapshots are where commands would have left them: at every so many events, none in a short
     * stream.
     */
    static LongCarts of(
            int events, int snapshotEvery, long millis, CommandNode node, DatabaseAddress address)
            throws Exception {
        Class<?> type = Class.forName(CART);
        LongCarts carts = new LongCarts(node, type);
        History history = new History(address);
        for (int i = 0; i < HOW_MANY; i++) {
            CartId id = Carts.id(millis, events * 100L + i);
            carts.ids.add(id);
            int since = events < snapshotEvery ? events : i * snapshotEvery / HOW_MANY;
            if (since < events) {
                history.write(id, 0, events - since);
                node.snapshotter().scheduleSnapshot(type, id.value());
                awaitSnapshot(id, address);
                history.write(id, events - since, since);
            } else {
                history.write(id, 0, events);
            }
        }
        return carts;
    }

    private static void awaitSnapshot(CartId id, DatabaseAddress address)
            throws SQLException, InterruptedException {
        try (Connection connection = BenchDatabase.connect(address);
                var query =
                        connection.prepareStatement(
                                "select 1 from event_store.snapshot where stream = ?")) {
            query.setString(1, id.value());
            for (int attempt = 0; attempt < 1_000; attempt++) {
                if (query.executeQuery().next()) {
                    return;
                }
                MILLISECONDS.sleep(10);
            }
        }
        throw new IllegalStateException("No snapshot of " + id);
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
