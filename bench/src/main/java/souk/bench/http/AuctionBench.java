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
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Bids that are accepted, beside as many plain inserts as they take events; and who hears. */
public final class AuctionBench {

    private static final int CONNECTIONS = 16;
    private static final int LOTS = 1_000;
    private static final int EXAMPLES = 200;
    private static final double SECONDS_TO_COMPILE = 45;

    /** One that nobody else bids on. */
    private static final int QUIET = LOTS;

    private static final int HOT = LOTS + 1;

    private final Settings settings;

    public AuctionBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (BenchDatabase database = BenchDatabase.below(settings.scratch());
                Server server = Server.start(settings, database, Server.LASTING_TOKENS)) {
            Lots lots = Lots.open(server.port(), LOTS + 2, CONNECTIONS);
            return run(database, server, lots);
        }
    }

    private Report run(BenchDatabase database, Server server, Lots lots) throws Exception {
        double events = eventsOfABid(database, server, lots);
        Tournament.Plan plan = settings.plan(5, SECONDS_TO_COMPILE);
        var echo = new Echo(plan.warmUp());
        RawInserts inserts = RawInserts.into("raw_insert", database);
        List<Contender> all =
                Stream.of(
                                over("raw", "raw single-row inserts, autocommit", inserts::single),
                                over(
                                        "hot",
                                        "accepted bids on one auction",
                                        number -> on(server, lots, number)),
                                over(
                                        "spread",
                                        "accepted bids over 1,000 auctions",
                                        number -> all(server, lots, number)),
                                Contender.onPlatformThreads(
                                        "live",
                                        "a bid, and the message at another client",
                                        1,
                                        _ ->
                                                echo.client(
                                                        server.port(),
                                                        lots.bidder(server.port(), 0),
                                                        lots.get(QUIET))))
                        .filter(settings::wants)
                        .toList();
        ProcessorTimes processors = server.processorTimes(database.pidFile());
        Map<String, String> circumstances = Circumstances.of(database);
        circumstances.put("events of a bid", String.format(Locale.ROOT, "%.2f", events));
        circumstances.put("raw insert", inserts.bytes() + " bytes of metadata and payload");
        Results results = new Tournament(plan, processors, settings.progress()).run(all);
        return new Report(
                "auction: accepted bids per second over " + CONNECTIONS + " kept connections",
                circumstances,
                results.figures(),
                targets(results, events, echo),
                remarks(results, lots, echo));
    }

    private static Contender over(String key, String what, Contender.ClientFactory factory) {
        return Contender.onPlatformThreads(key, what, CONNECTIONS, factory);
    }

    private static Client on(Server server, Lots lots, int number) {
        Bidder bidder = lots.bidder(server.port(), number);
        return () -> bidder.bid(lots.get(HOT));
    }

    private static Client all(Server server, Lots lots, int number) {
        Bidder bidder = lots.bidder(server.port(), number);
        var random = new SplittableRandom(number);
        return () -> bidder.bid(lots.get(random.nextInt(LOTS)));
    }

    /** Two who outbid each other; the store must be quiet otherwise. */
    private static double eventsOfABid(BenchDatabase database, Server server, Lots lots)
            throws Exception {
        Client one = on(server, lots, 0);
        Client other = on(server, lots, 1);
        long before = database.lastPosition();
        for (int i = 0; i < EXAMPLES / 2; i++) {
            one.call();
            other.call();
        }
        return (double) (database.lastPosition() - before) / EXAMPLES;
    }

    private static List<Target> targets(Results results, double events, Echo echo) {
        List<Target> targets = new ArrayList<>();
        for (String key : List.of("hot", "spread")) {
            if (results.has(key) && results.has("raw")) {
                targets.add(
                        Target.atLeast(
                                String.format(
                                        Locale.ROOT,
                                        "events of bids ÷ raw inserts (%s × %.2f ÷ raw)",
                                        key,
                                        events),
                                events * results.ratio(key, "raw"),
                                0.25));
            }
        }
        if (results.has("live")) {
            targets.add(
                    Target.atMost(
                            "p99 from the bidder's answer to the other's message, ms",
                            echo.millis(99),
                            100));
        }
        return targets;
    }

    private static List<String> remarks(Results results, Lots lots, Echo echo) {
        List<String> remarks = new ArrayList<>();
        if (results.has("hot")) {
            remarks.add(
                    String.format(
                            Locale.ROOT,
                            "Of the bids on one auction %.0f %% were overtaken on their way and are"
                                    + " not counted.",
                            100 * lots.get(HOT).shareOfTooLow()));
        }
        if (results.has("live")) {
            remarks.add(
                    String.format(
                            Locale.ROOT,
                            "From the bidder's answer to the other's message: p50 %.3f ms, p99 %.3f"
                                    + " ms.",
                            echo.millis(50),
                            echo.millis(99)));
        }
        remarks.add(results.noise());
        return remarks;
    }
}
