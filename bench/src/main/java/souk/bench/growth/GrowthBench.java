package souk.bench.growth;

import souk.bench.Settings;
import souk.bench.harness.Contender;
import souk.bench.harness.ProcessorTimes;
import souk.bench.harness.Report;
import souk.bench.harness.Results;
import souk.bench.harness.Target;
import souk.bench.harness.Tournament;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Carts;
import souk.bench.store.Circumstances;
import souk.bench.store.CommandNode;
import souk.platform.postgres.DatabaseAddress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The same commands in stores of several sizes, and the same aggregate after more and more events.
 */
public final class GrowthBench {

    private static final long EPOCH = 1_760_000_000_000L;
    private static final int CLIENTS = 64;
    private static final int LIVE_CARTS = 2_048;
    private static final List<Integer> LENGTHS = List.of(10, 1_000, 10_000);

    private final Settings settings;
    private final List<CommandNode> nodes = new ArrayList<>();

    public GrowthBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (BenchDatabase database = BenchDatabase.below(settings.scratch())) {
            try {
                return run(database);
            } finally {
                nodes.forEach(CommandNode::close);
            }
        }
    }

    private Report run(BenchDatabase database) throws Exception {
        List<Contender> all = new ArrayList<>();
        Map<String, String> circumstances = Circumstances.of(database);
        circumstances.put("market", CommandNode.MARKET);
        for (long events : settings.events()) {
            DatabaseAddress address = database.create("growth_" + events);
            CommandNode node = CommandNode.on(address);
            nodes.add(node);
            all.add(appending(events, node, address));
            circumstances.put("store of " + name(events), sizeOf(address));
            if (events == settings.events().getLast()) {
                all.addAll(loading(node, address));
            }
        }
        ProcessorTimes processors =
                new ProcessorTimes()
                        .ofThisProcess("JVM")
                        .ofServer("PostgreSQL", database.pidFile());
        Results results =
                new Tournament(settings.plan(1.5, 3), processors, settings.progress())
                        .run(all.stream().filter(settings::wants).toList());
        return new Report(
                "growth: commands per second as the store grows, loads per second as a stream"
                        + " grows",
                circumstances,
                results.figures(),
                targets(results),
                remarks(results));
    }

    // carts that are filled are spread over all of the index, as no real ones are
    private Contender appending(long events, CommandNode node, DatabaseAddress address)
            throws Exception {
        long carts = events / History.EVENTS_PER_CART;
        Carts live =
                Carts.create(
                        node.gateway(),
                        Carts.ids(LIVE_CARTS, EPOCH, Math.max(1, carts / LIVE_CARTS)));
        live.fill(Carts.SKUS.size());
        new History(address).write(events, EPOCH, settings.progress());
        return Contender.onVirtualThreads(
                name(events),
                "AddItem with %s events in the store".formatted(name(events)),
                CLIENTS,
                number -> live.client(number, CLIENTS));
    }

    private List<Contender> loading(CommandNode node, DatabaseAddress address) throws Exception {
        List<Contender> all = new ArrayList<>();
        for (int length : LENGTHS) {
            LongCarts carts = LongCarts.of(length, EPOCH + length, node, address);
            all.add(
                    Contender.onPlatformThreads(
                            "warm" + length,
                            "loading a cart of %,d events, cached".formatted(length),
                            1,
                            _ -> carts.warm()));
            all.add(
                    Contender.onPlatformThreads(
                            "cold" + length,
                            "loading a cart of %,d events, not cached".formatted(length),
                            1,
                            _ -> carts.cold()));
        }
        return all;
    }

    private List<Target> targets(Results results) {
        List<Target> targets = new ArrayList<>();
        String least = name(settings.events().getFirst());
        String most = name(settings.events().getLast());
        if (results.has(least) && results.has(most)) {
            targets.add(
                    Target.atLeast(
                            "rate at %s events ÷ rate at %s".formatted(most, least),
                            results.ratio(most, least),
                            0.9));
        }
        for (String how : List.of("warm", "cold")) {
            if (results.has(how + 10) && results.has(how + 10_000)) {
                targets.add(
                        Target.atMost(
                                "time to load 10,000 events ÷ time to load 10, " + how,
                                results.ratio(how + 10, how + 10_000),
                                1.5));
            }
        }
        return targets;
    }

    private List<String> remarks(Results results) {
        return List.of(
                "Each store grows by what is added while it is measured.",
                "The long carts are in the largest store, at all distances from their latest"
                        + " snapshot; a cart of 10 has none.",
                results.noise());
    }

    private static String name(long events) {
        return events % 1_000_000 == 0
                ? events / 1_000_000 + "M"
                : String.format(Locale.ROOT, "%.1fM", events / 1e6);
    }

    private static String sizeOf(DatabaseAddress address) throws SQLException {
        try (Connection connection = BenchDatabase.connect(address);
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                select pg_size_pretty(pg_table_size('event_store.event')),
                                       pg_size_pretty(pg_indexes_size('event_store.event')),
                                       max(position) + 1 from event_store.event
                                """)) {
            row.next();
            return "%,d events, table %s, indexes %s"
                    .formatted(row.getLong(3), row.getString(1), row.getString(2));
        }
    }
}
