package souk.bench.seal;

import souk.bench.Settings;
import souk.bench.harness.Contender;
import souk.bench.harness.Figures;
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

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Durable commands a second with nobody sealing what they store, and with the sealer at it in the
 * same process; and how fast it seals what is there, beside only reading that.
 */
public final class SealBench {

    private static final long EPOCH = 1_760_000_000_000L;
    private static final int CLIENTS = 64;
    private static final double COST = 0.97;

    private final Settings settings;

    public SealBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (BenchDatabase database = BenchDatabase.below(settings.scratch())) {
            DatabaseAddress sealed = database.create("sealed");
            Results results = append(database, sealed);
            List<Figures> figures = new ArrayList<>(results.figures());
            double scan = 0;
            double seal = 0;
            if (results.has("plain")) {
                Path directory = database.directory().resolve("late");
                try (var node = SealingNode.on(database.address(), directory)) {
                    seal = sealing(database);
                    scan = scanning(node);
                }
                figures.add(only("scan", "records of all events, read and hashed by nobody", scan));
                figures.add(only("seal", "records of all events, sealed", seal));
            }
            return new Report(
                    "seal: durable commands per second, and events sealed per second",
                    circumstances(database),
                    figures,
                    targets(results, seal),
                    List.of(
                            "plain and sealed are databases of their own in one PostgreSQL.",
                            results.noise()));
        }
    }

    private Results append(BenchDatabase database, DatabaseAddress sealed) throws Exception {
        try (CommandNode alone = CommandNode.on(database.address());
                CommandNode watched = CommandNode.on(sealed);
                SealingNode sealer = SealingNode.on(sealed, database.directory().resolve("live"))) {
            ProcessorTimes processors =
                    new ProcessorTimes()
                            .ofThisProcess("JVM")
                            .ofServer("PostgreSQL", database.pidFile());
            List<Contender> all =
                    Stream.of(
                                    adding("plain", "AddItem, nothing sealed", alone),
                                    adding("sealed", "AddItem, all of it sealed", watched))
                            .filter(settings::wants)
                            .toList();
            long before = sealer.records().head();
            Results results =
                    new Tournament(settings.plan(), processors, settings.progress()).run(all);
            settings.progress().printf("%,d events to seal%n", sealer.records().head() - before);
            return results;
        }
    }

    private Contender adding(String key, String what, CommandNode node) throws Exception {
        Carts carts = Carts.create(node.gateway(), Carts.ids(settings.carts(), EPOCH, 1));
        return Contender.onVirtualThreads(
                key, what, CLIENTS, number -> carts.client(number, CLIENTS));
    }

    /** From the first event on. */
    private static double sealing(BenchDatabase database)
            throws SQLException, InterruptedException {
        try (Connection connection = BenchDatabase.connect(database.address())) {
            long events = database.lastPosition() + 1;
            while (sealed(connection) < 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            long begun = System.nanoTime();
            while (sealed(connection) < events) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            return events * 1e9 / (System.nanoTime() - begun);
        }
    }

    private static long sealed(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select coalesce((select size from audit_log.log), -1)")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static double scanning(SealingNode node) {
        long events = 0;
        long begun = System.nanoTime();
        try (var reading = node.records().read(-1, node.records().head())) {
            for (var piece = reading.next(); piece != null; piece = reading.next()) {
                events += piece.size();
            }
        }
        return events * 1e9 / (System.nanoTime() - begun);
    }

    private static Figures only(String key, String what, double perSecond) {
        return new Figures(key, what, 1, perSecond, perSecond, perSecond, 0, 0, 0, 0, Map.of());
    }

    private Map<String, String> circumstances(BenchDatabase database) throws Exception {
        Map<String, String> circumstances = Circumstances.of(database);
        circumstances.put("carts", "%,d, all cached".formatted(settings.carts()));
        circumstances.put("market", CommandNode.MARKET);
        return circumstances;
    }

    private static List<Target> targets(Results results, double seal) {
        if (!results.has("plain") || !results.has("sealed")) {
            return List.of();
        }
        return List.of(
                Target.atLeast(
                        "rate while all is sealed ÷ rate while nothing is (sealed ÷ plain)",
                        results.ratio("sealed", "plain"),
                        COST),
                Target.atLeast(
                        "events sealed per second ÷ events stored per second (seal ÷ plain)",
                        seal / results.figures("plain").perSecond(),
                        1));
    }
}
