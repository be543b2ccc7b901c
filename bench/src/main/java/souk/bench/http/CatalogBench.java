package souk.bench.http;

import souk.bench.Settings;
import souk.bench.harness.Client;
import souk.bench.harness.Contender;
import souk.bench.harness.ProcessorTimes;
import souk.bench.harness.Report;
import souk.bench.harness.Results;
import souk.bench.harness.Target;
import souk.bench.harness.Tournament;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Circumstances;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Lists and searches over HTTP, beside the same SQL written by hand. */
public final class CatalogBench {

    private static final int CLIENTS = 4;
    private static final double MOST = 95;
    private static final double SECONDS_TO_COMPILE = 45;

    private final Settings settings;

    public CatalogBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (BenchDatabase database = BenchDatabase.below(settings.scratch());
                Server server = Server.start(settings, database)) {
            Shelves shelves = Shelves.fill(server.port(), settings.products(), settings.progress());
            database.execute("vacuum analyze");
            return run(database, server, shelves);
        }
    }

    private Report run(BenchDatabase database, Server server, Shelves shelves) throws Exception {
        List<Contender> all =
                Stream.of(
                                over(
                                        "list",
                                        "GET /api/products?category",
                                        number -> list(server, shelves, number)),
                                over(
                                        "listSql",
                                        "the same SQL by hand",
                                        number ->
                                                HandSql.list(database.address(), shelves, number)),
                                over(
                                        "search",
                                        "GET /api/products?query",
                                        number -> search(server, shelves, number)),
                                over(
                                        "findSql",
                                        "the same SQL by hand",
                                        number ->
                                                HandSql.search(
                                                        database.address(), shelves, number)))
                        .filter(settings::wants)
                        .toList();
        ProcessorTimes processors = server.processorTimes(database.pidFile());
        Map<String, String> circumstances = Circumstances.of(database);
        circumstances.put("products", "%,d".formatted(settings.products()));
        Results results =
                new Tournament(
                                settings.plan(3, SECONDS_TO_COMPILE),
                                processors,
                                settings.progress())
                        .run(all);
        return new Report(
                "catalog: lists and searches per second over " + CLIENTS + " kept connections",
                circumstances,
                results.figures(),
                targets(results),
                remarks(results));
    }

    private static Contender over(String key, String what, Contender.ClientFactory factory) {
        return Contender.onPlatformThreads(key, what, CLIENTS, factory);
    }

    private static Client list(Server server, Shelves shelves, int number) {
        var random = new SplittableRandom(number);
        return getting(
                server, () -> "/api/products?sort=price&category=" + shelves.category(random));
    }

    private static Client search(Server server, Shelves shelves, int number) {
        var random = new SplittableRandom(number);
        return getting(server, () -> "/api/products?query=" + shelves.word(random));
    }

    private static Client getting(Server server, java.util.function.Supplier<String> path) {
        HttpConnection connection = new HttpConnection(server.port());
        return () -> {
            int status = connection.exchange(HttpConnection.get(path.get())).status();
            if (status != 200) {
                throw new IllegalStateException("Answered with " + status);
            }
        };
    }

    private static List<Target> targets(Results results) {
        List<Target> targets = new ArrayList<>();
        if (results.has("list") && results.has("listSql")) {
            targets.add(
                    Target.atMost(
                            "p95 of a list ÷ p95 of its SQL (list ÷ listSql)",
                            results.ratioAt(MOST, "list", "listSql"),
                            3));
        }
        if (results.has("search") && results.has("findSql")) {
            targets.add(
                    Target.atMost(
                            "p95 of a search ÷ p95 of its SQL (search ÷ findSql)",
                            results.ratioAt(MOST, "search", "findSql"),
                            3));
        }
        return targets;
    }

    private static List<String> remarks(Results results) {
        List<String> remarks = new ArrayList<>();
        for (String key : List.of("list", "listSql", "search", "findSql")) {
            if (results.has(key)) {
                remarks.add(
                        String.format(
                                Locale.ROOT,
                                "p95 of %s: %.2f ms.",
                                key,
                                results.percentile(MOST, key)));
            }
        }
        remarks.add(results.noise());
        return remarks;
    }
}
