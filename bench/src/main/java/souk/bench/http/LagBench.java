package souk.bench.http;

import org.HdrHistogram.Histogram;

import souk.bench.Settings;
import souk.bench.harness.Client;
import souk.bench.harness.Figures;
import souk.bench.harness.Medians;
import souk.bench.harness.ProcessorTimes;
import souk.bench.harness.Report;
import souk.bench.harness.Target;
import souk.bench.harness.Tournament;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Circumstances;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How soon views show what was committed, at half of the rate at which commands can be taken; and
 * how long commands take meanwhile, with and without rebuilds one after the other.
 */
public final class LagBench {

    /** Fewer rows in memory than there are carts: they write all the time, as those of many do. */
    private static final String WRITING_REBUILDS = "--souk.rebuilds.hot-rows=200";

    private static final double SECONDS_TO_COMPILE = 45;
    private static final double SECONDS = 20;

    /**
     * What happened in one span of time.
     *
     * @param others the share of the machine that others took, its host included
     */
    private record Span(Crowd.Heard commands, Histogram lag, double others) {}

    private final Settings settings;
    private final List<Figures> figures = new ArrayList<>();

    public LagBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (BenchDatabase database = BenchDatabase.below(settings.scratch());
                Server server =
                        Server.start(settings, database, Server.LASTING_TOKENS, WRITING_REBUILDS)) {
            return run(database, server);
        }
    }

    private Report run(BenchDatabase database, Server server) throws Exception {
        Merchant merchant =
                Seller.offering(
                        IntStream.range(0, HttpBench.SKUS).mapToObj(HttpBench::sku).toList(),
                        server.port());
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < HttpBench.CONNECTIONS; i++) {
            clients.add(HttpBench.cart(server, false));
        }
        var crowd = new Crowd(clients);
        var onlooker = new Onlooker(server.port(), database.address(), HttpBench.sku(0));
        ProcessorTimes processors = server.processorTimes(database.pidFile());
        Tournament.Plan plan = settings.plan(SECONDS, SECONDS_TO_COMPILE);
        crowd.call(Arrivals.ALL_IT_CAN, plan.warmUp());
        double peak = crowd.call(Arrivals.ALL_IT_CAN, plan.round()).perSecond();
        settings.progress().printf(Locale.ROOT, "peak: %,.0f commands/s%n", peak);

        List<Span> alone = new ArrayList<>();
        List<Span> beside = new ArrayList<>();
        int rebuilds = 0;
        for (int round = 1; round <= plan.rounds(); round++) {
            onlooker.awaitCalm();
            alone.add(at(peak / 2, plan.round(), crowd, onlooker, processors));
            onlooker.awaitCalm();
            var again = new RebuildingAgain(merchant);
            again.begin();
            beside.add(at(peak / 2, plan.round(), crowd, onlooker, processors));
            rebuilds += again.done();
            again.end();
            tell(round, alone.getLast(), beside.getLast());
        }
        note("lag", "to be seen, at half of that", alone, Span::lag);
        note("alone", "a command, at half of that", alone, LagBench::nanos);
        note("lag beside", "to be seen, beside rebuilds", beside, Span::lag);
        note("beside", "a command, beside rebuilds", beside, LagBench::nanos);

        Map<String, String> circumstances = Circumstances.of(database);
        circumstances.put("peak", String.format(Locale.ROOT, "%,.0f commands/s", peak));
        circumstances.put("events", String.format(Locale.ROOT, "%,d", database.lastPosition() + 1));
        circumstances.put("rebuilds done meanwhile", String.valueOf(rebuilds));
        circumstances.put(
                "others took",
                Stream.concat(alone.stream(), beside.stream())
                        .map(span -> String.format(Locale.ROOT, "%.0f %%", 100 * span.others()))
                        .collect(Collectors.joining(", ")));
        List<Double> ratios =
                IntStream.range(0, alone.size())
                        .mapToObj(
                                round ->
                                        millis(nanos(beside.get(round)), 99)
                                                / millis(nanos(alone.get(round)), 99))
                        .toList();
        circumstances.put(
                "p99 beside ÷ without",
                ratios.stream()
                        .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                        .collect(Collectors.joining(", ")));
        return new Report(
                "lag: from the answer to a command to when its view shows it",
                circumstances,
                figures,
                List.of(
                        Target.atMost(
                                "lag at half of peak, p99 ms", median(alone, Span::lag, 99), 100),
                        Target.atMost(
                                "p99 of commands beside rebuilds ÷ without",
                                Medians.of(ratios),
                                2)),
                List.of(
                        "Medians of rounds that take turns, each begun once views have caught up.",
                        "Seen is what another connection finds in the table of the view; rebuilt"
                                + " are all that has happened since the start.",
                        String.format(
                                Locale.ROOT,
                                "p95 of what is to be seen: %.1f ms, beside rebuilds %.1f ms.",
                                median(alone, Span::lag, 95),
                                median(beside, Span::lag, 95))));
    }

    private static Span at(
            double perSecond,
            Duration howLong,
            Crowd crowd,
            Onlooker onlooker,
            ProcessorTimes processors)
            throws Exception {
        ProcessorTimes.Reading before = processors.read();
        long begun = System.nanoTime();
        CompletableFuture<Histogram> lag = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            try {
                                lag.complete(onlooker.watch(howLong));
                            } catch (Exception failed) {
                                lag.completeExceptionally(failed);
                            }
                        });
        Crowd.Heard commands = crowd.call(perSecond, howLong);
        Histogram seen = lag.get();
        return new Span(
                commands,
                seen,
                processors
                        .read()
                        .takenByOthersSince(before, Duration.ofNanos(System.nanoTime() - begun)));
    }

    private void tell(int round, Span alone, Span beside) {
        settings.progress()
                .printf(
                        Locale.ROOT,
                        "round %d: p99 of commands %,.0f ms, beside rebuilds %,.0f; to be seen"
                                + " %,.0f and %,.0f; others took %.0f and %.0f %%%n",
                        round,
                        millis(alone.commands().nanos(), 99),
                        millis(beside.commands().nanos(), 99),
                        millis(alone.lag(), 99),
                        millis(beside.lag(), 99),
                        100 * alone.others(),
                        100 * beside.others());
    }

    private void note(String key, String what, List<Span> spans, Function<Span, Histogram> nanos) {
        List<Double> rates = spans.stream().map(it -> it.commands().perSecond()).toList();
        figures.add(
                new Figures(
                        key,
                        what,
                        HttpBench.CONNECTIONS,
                        Medians.of(rates),
                        Collections.min(rates),
                        Collections.max(rates),
                        median(spans, nanos, 50),
                        median(spans, nanos, 95),
                        median(spans, nanos, 99),
                        median(spans, nanos, 99.9),
                        Map.of()));
    }

    private static Histogram nanos(Span span) {
        return span.commands().nanos();
    }

    private static double median(
            List<Span> spans, Function<Span, Histogram> nanos, double percentile) {
        return Medians.of(
                spans.stream().map(span -> millis(nanos.apply(span), percentile)).toList());
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}
