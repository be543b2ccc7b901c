package souk.bench.http;

import souk.bench.Settings;
import souk.bench.harness.Client;
import souk.bench.harness.Contender;
import souk.bench.harness.ProcessorTimes;
import souk.bench.harness.Report;
import souk.bench.harness.Results;
import souk.bench.harness.Target;
import souk.bench.harness.Tournament;
import souk.bench.http.Lots.Lot;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Circumstances;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** How long an auditor waits for the state of a long auction at any moment of its past. */
public final class PastBench {

    private static final int BIDS = 5_000;
    private static final double SECONDS_TO_COMPILE = 30;

    private final Settings settings;

    public PastBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (BenchDatabase database = BenchDatabase.below(settings.scratch());
                Server server = Server.start(settings, database, Server.LASTING_TOKENS)) {
            return run(database, server);
        }
    }

    private Report run(BenchDatabase database, Server server) throws Exception {
        Merchant merchant = Seller.offering(List.of(Lots.SKU), server.port());
        Lots lots = Lots.open(merchant, Lots.SKU, 1, 2);
        Lot lot = lots.get(0);
        long first = database.lastPosition();
        for (int bid = 0; bid < BIDS; bid++) {
            lots.bidder(server.port(), bid % 2).bid(lot);
        }
        long last = database.lastPosition();
        String admin = HttpConnection.bearer(merchant.admin());
        List<Contender> all =
                Stream.of(
                                alone(
                                        "now",
                                        "an auction as everybody sees it",
                                        _ -> now(server, lot)),
                                alone(
                                        "past",
                                        "its state at any moment",
                                        number -> past(server, lot, admin, first, last, number)))
                        .filter(settings::wants)
                        .toList();
        ProcessorTimes processors = server.processorTimes(database.pidFile());
        Map<String, String> circumstances = Circumstances.of(database);
        circumstances.put("events", String.format(Locale.ROOT, "%,d", last - first));
        Results results =
                new Tournament(
                                settings.plan(5, SECONDS_TO_COMPILE),
                                processors,
                                settings.progress())
                        .run(all);
        return new Report(
                "past: states of a long auction that one auditor looks at a second",
                circumstances,
                results.figures(),
                results.has("past")
                        ? List.of(
                                Target.atMost(
                                        "p99 of a state of the past, ms",
                                        results.percentile(99, "past"),
                                        50))
                        : List.of(),
                List.of(
                        "Each look is stored, too: who has seen what is an event.",
                        results.noise()));
    }

    private static Contender alone(String key, String what, Contender.ClientFactory factory) {
        return Contender.onPlatformThreads(key, what, 1, factory);
    }

    private static Client now(Server server, Lot lot) {
        return answering(server, () -> HttpConnection.get("/api/auctions/" + lot.id()));
    }

    private static Client past(
            Server server, Lot lot, String admin, long first, long last, int number) {
        var random = new SplittableRandom(number);
        return answering(
                server,
                () ->
                        HttpConnection.get(
                                "/api/audit/auctions/%s?at=%d"
                                        .formatted(lot.id(), random.nextLong(first + 1, last + 1)),
                                admin));
    }

    private interface Request {
        byte[] next();
    }

    private static Client answering(Server server, Request request) {
        var connection = new HttpConnection(server.port());
        return () -> {
            HttpConnection.Answer answer = connection.exchange(request.next());
            if (answer.status() != 200) {
                throw new IllegalStateException("Answered with " + answer.status());
            }
        };
    }
}
