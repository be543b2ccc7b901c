package souk.bench.append;

import com.zaxxer.hikari.HikariDataSource;

import org.axonframework.messaging.correlation.CorrelationDataProvider;

import souk.bench.Settings;
import souk.bench.harness.Client;
import souk.bench.harness.Contender;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Carts;
import souk.platform.postgres.DatabaseAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The same carts and the same commands on Axon's own engines. */
final class Rivals implements AutoCloseable {

    static final int POOL = 16;

    /** When the first cart of a run was created, as far as its id tells. */
    static final long EPOCH = 1_760_000_000_000L;

    private final BenchDatabase database;
    private final CorrelationDataProvider origin;
    private final int carts;
    private final List<StockAxon> open = new ArrayList<>();

    Rivals(BenchDatabase database, CorrelationDataProvider origin, int carts) {
        this.database = database;
        this.origin = origin;
        this.carts = carts;
    }

    List<Contender> contenders(Settings settings) throws Exception {
        List<Contender> all = new ArrayList<>();
        add(all, settings, "d", "AddItem, Axon's JDBC engine", _ -> new StockJdbc());
        add(all, settings, "e", "AddItem, Axon's JPA engine", StockJpa::new);
        return all;
    }

    private void add(
            List<Contender> all,
            Settings settings,
            String key,
            String what,
            Function<HikariDataSource, StockAxon.Engine> engine)
            throws Exception {
        List<Contender> wanted = new ArrayList<>();
        DatabaseAddress address = database.create("rival_" + key);
        Lazy plain = new Lazy(address, engine, false);
        Lazy cached = new Lazy(address, engine, true);
        wanted.add(virtual(key + "64", what, 64, plain));
        wanted.add(virtual(key + "16", what, 16, plain));
        wanted.add(virtual(key + "64cache", what + ", cached", 64, cached));
        wanted.stream().filter(settings::wants).forEach(all::add);
    }

    private static Contender virtual(String key, String what, int clients, Lazy stock) {
        return Contender.onVirtualThreads(
                key, what, clients, number -> stock.client(number, clients));
    }

    /** Nothing is started, and no cart created, for a contender that does not take part. */
    private final class Lazy {

        private final DatabaseAddress address;
        private final Function<HikariDataSource, StockAxon.Engine> engine;
        private final boolean cached;
        private @org.jspecify.annotations.Nullable Carts made;

        Lazy(
                DatabaseAddress address,
                Function<HikariDataSource, StockAxon.Engine> engine,
                boolean cached) {
            this.address = address;
            this.engine = engine;
            this.cached = cached;
        }

        Client client(int number, int clients) throws Exception {
            Carts ready = made;
            if (ready == null) {
                HikariDataSource pool = BenchDatabase.pool(address, POOL);
                StockAxon axon = StockAxon.with(engine.apply(pool), pool, origin, cached);
                open.add(axon);
                ready =
                        Carts.create(
                                axon.gateway(),
                                Carts.ids(carts, cached ? EPOCH + carts : EPOCH, 1));
                made = ready;
            }
            return ready.client(number, clients);
        }
    }

    @Override
    public void close() {
        open.forEach(StockAxon::close);
    }
}
