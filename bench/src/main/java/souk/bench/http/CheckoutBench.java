package souk.bench.http;

import souk.bench.Settings;
import souk.bench.append.RawInserts;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** From the empty cart to the paid order, beside as many plain inserts as that takes events. */
public final class CheckoutBench {

    private static final int BUYERS = 8;
    private static final int RUSH = 16;
    private static final int TELLERS = 2;
    private static final int CONNECTIONS = 16;
    private static final int SKUS = 200;
    private static final double SECONDS_TO_COMPILE = 60;

    private final Settings settings;

    public CheckoutBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (BenchDatabase database = BenchDatabase.below(settings.scratch());
                Server server = Server.start(settings, database)) {
            Seller.offering(
                    IntStream.range(0, SKUS).mapToObj(CheckoutBench::sku).toList(), server.port());
            return run(database, server);
        }
    }

    private Report run(BenchDatabase database, Server server) throws Exception {
        int perJourney = eventsOf(database, () -> whole(server, 0).call());
        int perOrder = eventsOf(database, () -> Journey.order(server.port(), sku(0)).call()) - 1;
        RawInserts inserts = RawInserts.into("raw_insert", database);
        List<Contender> all =
                Stream.of(
                                Contender.onPlatformThreads(
                                        "raw",
                                        "raw single-row inserts, autocommit",
                                        CONNECTIONS,
                                        inserts::single),
                                Contender.onPlatformThreads(
                                        "journey",
                                        "cart, 2 items, checkout, payment, PAID in the view",
                                        BUYERS,
                                        number -> whole(server, number)),
                                Contender.onPlatformThreads(
                                        "flash",
                                        "one piece of one SKU for all, checkout",
                                        RUSH,
                                        _ -> Journey.order(server.port(), sku(0))),
                                Contender.onPlatformThreads(
                                        "webhook",
                                        "a provider's notice that concerns nobody",
                                        TELLERS,
                                        _ -> Notices.client(database, server.port())))
                        .filter(settings::wants)
                        .toList();
        ProcessorTimes processors = server.processorTimes(database.pidFile());
        Map<String, String> circumstances = Circumstances.of(database);
        circumstances.put("events of a journey", Integer.toString(perJourney));
        circumstances.put("events of an order in the rush", Integer.toString(perOrder));
        circumstances.put("raw insert", inserts.bytes() + " bytes of metadata and payload");
        Results results =
                new Tournament(
                                settings.plan(5, SECONDS_TO_COMPILE),
                                processors,
                                settings.progress())
                        .run(all);
        return new Report(
                "checkout: per second, all on one machine",
                circumstances,
                results.figures(),
                targets(results, perJourney, perOrder),
                remarks(results));
    }

    private static Client whole(Server server, int number) {
        return Journey.whole(
                server.port(), sku(1 + 2 * number % (SKUS - 2)), sku(2 + 2 * number % (SKUS - 2)));
    }

    /** All that a call stores; the store must be quiet otherwise. */
    private static int eventsOf(BenchDatabase database, Client client) throws Exception {
        long before = database.lastPosition();
        client.call();
        return (int) (database.lastPosition() - before);
    }

    private static List<Target> targets(Results results, int perJourney, int perOrder) {
        List<Target> targets = new ArrayList<>();
        if (results.has("journey") && results.has("raw")) {
            targets.add(
                    Target.atLeast(
                            "events of journeys ÷ raw inserts (journey × %d ÷ raw)"
                                    .formatted(perJourney),
                            perJourney * results.ratio("journey", "raw"),
                            0.25));
        }
        if (results.has("flash") && results.has("raw")) {
            targets.add(
                    Target.atLeast(
                            "events of the rush ÷ raw inserts (flash × %d ÷ raw)"
                                    .formatted(perOrder),
                            perOrder * results.ratio("flash", "raw"),
                            0.25));
        }
        if (results.has("webhook")) {
            targets.add(
                    Target.atMost(
                            "p99 of a notice, ms (webhook)",
                            results.figures("webhook").p99Millis(),
                            50));
        }
        return targets;
    }

    private static List<String> remarks(Results results) {
        List<String> remarks = new ArrayList<>();
        for (String key : List.of("journey", "flash")) {
            if (results.has(key)) {
                remarks.add(
                        String.format(
                                Locale.ROOT,
                                "p95 of %s: %.2f ms.",
                                key,
                                results.percentile(95, key)));
            }
        }
        remarks.add(results.noise());
        return remarks;
    }

    private static String sku(int number) {
        return "MUG-BLUE-" + number;
    }
}
