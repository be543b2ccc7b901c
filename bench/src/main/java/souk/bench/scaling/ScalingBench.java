package souk.bench.scaling;

import org.HdrHistogram.Histogram;

import souk.bench.Settings;
import souk.bench.harness.Figures;
import souk.bench.harness.Report;
import souk.bench.harness.Rising;
import souk.bench.http.Kind;
import souk.bench.scaling.Costs.Cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From one machine to many: calculated for the mix, simulated for what everybody wants at once. */
public final class ScalingBench {

    /** One client alone waits for so long, almost all of it for the disk: bench append. */
    private static final double COMMIT_MICROS = 350;

    /** PostgreSQL's part of an event in a batch: bench append, 64 clients. */
    private static final double EVENT_MICROS = 16.5;

    /** Commands with one event each that one log has taken a second: bench append. */
    private static final double ONE_LOG = 30_000;

    private static final int EVENTS_OF_A_BID = 2;
    private static final int PROCESSORS = 2;
    private static final double SIMULATED_SECONDS = 5;
    private static final double MOST_MICROS = 200_000;

    /** Assumed: nobody plans for more of a processor, or of a log, than this. */
    private static final double USED = 0.5;

    private final Settings settings;
    private final List<Figures> figures = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    public ScalingBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        Costs costs = Costs.in(settings.costs());
        for (long rate : List.of(1_000L, 10_000L, 100_000L, 1_000_000L)) {
            remarks.add(needs(costs, rate));
        }
        Cost bid = costs.of(Kind.BID);
        for (int nodes : List.of(1, 4, 16)) {
            for (double hot : List.of(0.0, 0.01, 0.1, 1.0)) {
                simulate(shape(nodes, bid, hot, 1));
            }
        }
        for (int parts : List.of(4, 16)) {
            simulate(shape(16, bid, 0.1, parts));
        }
        Map<String, String> circumstances = new LinkedHashMap<>();
        circumstances.put("measured", settings.costs().toString());
        circumstances.put(
                "a request of the mix",
                "%.0f µs in the server, %.0f in PostgreSQL, %.2f events of %.0f bytes"
                        .formatted(
                                costs.mean().server(),
                                costs.mean().database(),
                                costs.eventsOfRequest(),
                                costs.logBytes()));
        circumstances.put(
                "a bid",
                "%.0f µs of one of %d processors, then %.0f + %.0f µs for each of its batch"
                        .formatted(
                                bid.server(),
                                PROCESSORS,
                                COMMIT_MICROS,
                                EVENT_MICROS * EVENTS_OF_A_BID));
        return new Report(
                "scaling: simulated, the highest rate of bids with p95 ≤ 200 ms, of all and of"
                        + " those on the one thing",
                circumstances,
                figures,
                List.of(),
                remarks);
    }

    private static Shape shape(int nodes, Cost bid, double hot, int parts) {
        return new Shape(
                nodes,
                PROCESSORS,
                bid.server(),
                COMMIT_MICROS,
                EVENT_MICROS * EVENTS_OF_A_BID,
                hot,
                parts);
    }

    private static String needs(Costs costs, long rate) {
        Cost mean = costs.mean();
        double events = rate * costs.eventsOfRequest();
        return String.format(
                Locale.ROOT,
                "%,9d requests/s: %,.0f processors for the server and %,.0f for PostgreSQL, half"
                        + " used; %,.0f events/s, %.1f logs half used; %,.0f GB of log a day.",
                rate,
                Math.ceil(rate * mean.server() / 1e6 / USED),
                Math.ceil(rate * mean.database() / 1e6 / USED),
                events,
                events / (ONE_LOG * USED),
                events * costs.logBytes() * 86_400 / 1e9);
    }

    private void simulate(Shape shape) throws Exception {
        Rising.Trial trial =
                (perSecond, longer) ->
                        Simulation.run(
                                        shape,
                                        perSecond,
                                        longer ? 2 * SIMULATED_SECONDS : SIMULATED_SECONDS)
                                .hold(95, MOST_MICROS);
        double rate =
                new Rising(trial)
                        .highest(0.5 * shape.nodes() * PROCESSORS * 1e6 / shape.decideMicros());
        Histogram micros = Simulation.run(shape, rate, SIMULATED_SECONDS).all();
        String what =
                "%d nodes, %.0f %% for one thing%s"
                        .formatted(
                                shape.nodes(),
                                100 * shape.hotShare(),
                                shape.parts() == 1 ? "" : " in %d parts".formatted(shape.parts()));
        settings.progress().printf(Locale.ROOT, "%-40s %,.0f/s%n", what, rate);
        figures.add(
                new Figures(
                        shape.nodes()
                                + "/"
                                + Math.round(100 * shape.hotShare())
                                + "/"
                                + shape.parts(),
                        what,
                        1,
                        rate,
                        rate,
                        rate,
                        micros.getValueAtPercentile(50) / 1e3,
                        micros.getValueAtPercentile(95) / 1e3,
                        micros.getValueAtPercentile(99) / 1e3,
                        micros.getValueAtPercentile(99.9) / 1e3,
                        Map.of()));
    }
}
