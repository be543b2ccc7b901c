package souk.bench.append;

import com.zaxxer.hikari.HikariDataSource;

import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.jspecify.annotations.Nullable;

import souk.bench.Settings;
import souk.bench.harness.Contender;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Carts;
import souk.bench.store.CommandNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The same carts and the same commands on Axon's own engines. */
final class Rivals implements AutoCloseable {

    static final int POOL = 16;

    /** When the first cart of a run was created, as far as its id tells. */
    static final long EPOCH = 1_760_000_000_000L;

    private final BenchDatabase database;
    private final CorrelationDataProvider origin;
    private final Map<Class<?>, Object> surroundings;
    private final int carts;
    private final List<StockAxon> open = new ArrayList<>();
    private final List<HikariDataSource> pools = new ArrayList<>();

    Rivals(BenchDatabase database, CommandNode souk, int carts) throws ClassNotFoundException {
        this.database = database;
        this.origin = souk.origin();
        this.surroundings = souk.surroundings();
        this.carts = carts;
    }

    List<Contender> contenders(Settings settings) throws Exception {
        List<Contender> all = new ArrayList<>();
        add(all, settings, "d", "AddItem, Axon's JDBC engine", _ -> new StockJdbc());
        add(all, settings, "e", "AddItem, Axon's JPA engine", StockJpa::new);
        return all;
    }

    private void add(
            List<Contender> all, Settings settings, String key, String what, Engines engines)
            throws Exception {
        HikariDataSource pool = BenchDatabase.pool(database.create("rival_" + key), POOL);
        pools.add(pool);
        Rival plain = new Rival(pool, engines, false);
        Rival cached = new Rival(pool, engines, true);
        Stream.of(
                        plain.asContender(key + "64", what, 64),
                        plain.asContender(key + "16", what, 16),
                        cached.asContender(key + "64cache", what + ", cached", 64))
                .filter(settings::wants)
                .forEach(all::add);
    }

    @FunctionalInterface
    private interface Engines {
        StockAxon.Engine on(HikariDataSource pool);
    }

    /** Nothing is started, and no cart created, before it is its turn. */
    private final class Rival {

        private final HikariDataSource pool;
        private final Engines engines;
        private final boolean cached;
        private @Nullable Carts created;

        Rival(HikariDataSource pool, Engines engines, boolean cached) {
            this.pool = pool;
            this.engines = engines;
            this.cached = cached;
        }

        Contender asContender(String key, String what, int clients) {
            return Contender.onVirtualThreads(
                    key, what, clients, number -> carts().client(number, clients));
        }

        private Carts carts() throws Exception {
            Carts ready = created;
            if (ready == null) {
                StockAxon axon =
                        StockAxon.with(engines.on(pool), pool, origin, surroundings, cached);
                open.add(axon);
                long first = cached ? EPOCH + carts : EPOCH;
                ready = Carts.create(axon.gateway(), Carts.ids(carts, first, 1));
                created = ready;
            }
            return ready;
        }
    }

    @Override
    public void close() {
        open.forEach(StockAxon::close);
        pools.forEach(HikariDataSource::close);
    }
}
