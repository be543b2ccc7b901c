package souk.bench.http;

import souk.bench.Settings;
import souk.bench.store.BenchDatabase;

import java.io.IOException;
import java.time.Duration;

/** A server with a full shop, and visitors who have not come yet. */
final class Scene implements AutoCloseable {

    private static final int PRODUCTS = 5_000;
    private static final Duration PAY_WITHIN = Duration.ofMinutes(1);

    /** Errands are looked for now and then. */
    static final Duration UNTIL_ORDERS_EXPIRE = PAY_WITHIN.plusSeconds(5);

    final BenchDatabase database;
    final Server server;
    final Bazaar bazaar;
    final Traffic traffic;
    final Vitals vitals;

    private Scene(BenchDatabase database, Server server, Bazaar bazaar, Settings settings)
            throws Exception {
        this.database = database;
        this.server = server;
        this.bazaar = bazaar;
        this.traffic =
                new Traffic(bazaar, server.processorTimes(database.pidFile()), settings.progress());
        this.vitals = new Vitals(server, database, bazaar.merchant());
    }

    static Scene set(Settings settings, int idle) throws Exception {
        BenchDatabase database = BenchDatabase.below(settings.scratch());
        try {
            return set(settings, idle, database);
        } catch (Exception failed) {
            database.close();
            throw failed;
        }
    }

    // what nobody pays is over within the bench, so that what follows from an order is part of it
    private static Scene set(Settings settings, int idle, BenchDatabase database) throws Exception {
        Server server =
                Server.start(
                        settings,
                        database,
                        Server.LASTING_TOKENS,
                        "--souk.order.pay-within=" + PAY_WITHIN.toSeconds() + "s",
                        "--souk.live.streams=" + (idle + 100));
        try {
            settings.progress().println("filling the shop");
            Bazaar bazaar = Bazaar.open(server, settings.productsOr(PRODUCTS), settings.progress());
            database.execute("vacuum analyze");
            return new Scene(database, server, bazaar, settings);
        } catch (Exception failed) {
            server.close();
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        try (database;
                server) {
            vitals.close();
        }
    }
}
