package souk.bench.append;

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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Durable commands a second, beside plain inserts and Axon's own engines, all in one PostgreSQL.
 */
public final class AppendBench {

    private static final int CONNECTIONS = 16;
    private static final int BATCH = 1_000;
    private static final int BATCH_CONNECTIONS = 2;

    private final Settings settings;

    public AppendBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (BenchDatabase database = BenchDatabase.below(settings.scratch());
                CommandNode souk = CommandNode.on(database.address());
                Rivals rivals = new Rivals(database, souk, settings.carts())) {
            Carts carts =
                    Carts.create(souk.gateway(), Carts.ids(settings.carts(), Rivals.EPOCH, 1));
            RawInserts single = RawInserts.into("single_insert", database);
            RawInserts batch = RawInserts.into("batch_insert", database);
            List<Contender> all = new ArrayList<>();
            all.add(
                    Contender.onPlatformThreads(
                            "a",
                            "raw single-row inserts, autocommit",
                            CONNECTIONS,
                            single::single));
            for (int clients : new int[] {64, 16, 1}) {
                all.add(
                        Contender.onVirtualThreads(
                                "c" + clients,
                                "AddItem, our engine",
                                clients,
                                number -> carts.client(number, clients)));
            }
            all.add(
                    Contender.onPlatformThreads(
                                    "b",
                                    "raw inserts of " + BATCH + " rows",
                                    BATCH_CONNECTIONS,
                                    number -> batch.batch(number, BATCH))
                            .each(BATCH));
            all.addAll(rivals.contenders(settings));
            Map<String, String> circumstances = Circumstances.of(database);
            circumstances.put("event", single.bytes() + " bytes of metadata and payload");
            circumstances.put("carts", "%,d, all cached".formatted(settings.carts()));
            circumstances.put("market", CommandNode.MARKET);
            ProcessorTimes processors =
                    new ProcessorTimes()
                            .ofThisProcess("JVM")
                            .ofServer("PostgreSQL", database.pidFile());
            Results results =
                    new Tournament(settings.plan(), processors, settings.progress())
                            .run(all.stream().filter(settings::wants).toList());
            return new Report(
                    "append: durable commands per second",
                    circumstances,
                    results.figures(),
                    targets(results),
                    remarks(results));
        }
    }

    private static List<Target> targets(Results results) {
        List<Target> targets = new ArrayList<>();
        if (results.has("c64") && results.has("a")) {
            targets.add(
                    Target.atLeast(
                            "our engine, 64 clients ÷ raw single-row inserts (c64 ÷ a)",
                            results.ratio("c64", "a"),
                            1.0));
        }
        if (results.has("c64") && results.has("d64")) {
            targets.add(
                    Target.atLeast(
                            "our engine ÷ stock JDBC engine, 64 clients (c64 ÷ d64)",
                            results.ratio("c64", "d64"),
                            6));
        }
        if (results.has("c64") && results.has("e64")) {
            targets.add(
                    Target.atLeast(
                            "our engine ÷ stock JPA engine, 64 clients (c64 ÷ e64)",
                            results.ratio("c64", "e64"),
                            10));
        }
        if (results.has("c16")) {
            targets.add(
                    Target.atMost(
                            "p99 of our engine at 16 clients, ms (c16)",
                            results.figures("c16").p99Millis(),
                            10));
        }
        return targets;
    }

    private static List<String> remarks(Results results) {
        return List.of(
                "Ratios are medians of ratios of neighbouring rounds.",
                "d, e: connection pools of %d; no cache and no snapshots, as Axon comes; with its WeakReferenceCache where it says cached."
                        .formatted(Rivals.POOL),
                results.noise());
    }
}
