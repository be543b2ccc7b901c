package souk.bench.http;

import souk.bench.Settings;
import souk.bench.harness.Figures;
import souk.bench.harness.Report;
import souk.bench.harness.Target;
import souk.bench.harness.Tournament;
import souk.bench.store.Circumstances;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The same for a long time, at half of what can be done: nothing grows but what was sold. */
public final class SoakBench {

    private static final double MINUTE = 60;
    private static final double SECONDS_TO_COMPILE = 120;

    /** Of the highest rate with a p95 that one can live with. */
    private static final double HALF = 0.5;

    /** How much may be called flat, from the first minute to the last. */
    private static final double FLAT = 0.1;

    /** Of fewer rows nobody minds a few more. */
    private static final double MANY = 100;

    /** Up to which share of the machine others do not disturb. */
    private static final double QUIET = 0.03;

    private final Settings settings;
    private final List<Stretch> minutes = new ArrayList<>();
    private final List<Vitals.Reading> readings = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    public SoakBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (Scene scene = Scene.set(settings, settings.idleOr(0))) {
            return run(scene);
        }
    }

    private Report run(Scene scene) throws Exception {
        Tournament.Plan plan = settings.plan(MINUTE, SECONDS_TO_COMPILE);
        double rate = rate(scene, plan);
        try (IdleLines lines =
                IdleLines.open(
                        scene.server.port(),
                        "auction:" + scene.bazaar.quietLot().id(),
                        settings.idleOr(0))) {
            scene.traffic.at(rate, plan.warmUp());
            Vitals.Reading first = collected(scene);
            for (int minute = 1; minute <= settings.minutes(); minute++) {
                minutes.add(scene.traffic.at(rate, plan.round()));
                readings.add(scene.vitals.read());
                settings.progress()
                        .println("minute " + minute + ": " + MixedBench.told(readings.getLast()));
            }
            Vitals.Reading last = collected(scene);
            remarks.add("%,d lines were open at the end.".formatted(lines.listening()));
            return report(scene, plan, first, last);
        }
    }

    private double rate(Scene scene, Tournament.Plan plan) throws Exception {
        if (settings.rate().isPresent()) {
            return settings.rate().getAsDouble();
        }
        scene.traffic.flatOut(plan.warmUp());
        Duration step = Duration.ofMillis((long) (1_000 * MixedBench.SECONDS));
        double peak = scene.traffic.flatOut(step);
        return HALF * MixedBench.highest(scene.traffic, MixedBench.BEGIN * peak, step).offered();
    }

    private static Vitals.Reading collected(Scene scene) throws Exception {
        scene.vitals.collectGarbage();
        return scene.vitals.read();
    }

    private Report report(
            Scene scene, Tournament.Plan plan, Vitals.Reading first, Vitals.Reading last)
            throws Exception {
        List<Figures> figures = new ArrayList<>();
        for (int minute = 1; minute <= minutes.size(); minute++) {
            Stretch met = minutes.get(minute - 1);
            figures.add(met.figures("" + minute, "all of a minute", Traffic.CONNECTIONS));
            remarks.add(
                    String.format(Locale.ROOT, "%3d: ", minute)
                            + MixedBench.told(readings.get(minute - 1)));
        }
        Map<String, String> circumstances = Circumstances.of(scene.database);
        circumstances.put("heap of the server", settings.heap());
        circumstances.put("a minute", plan.round().toSeconds() + " s");
        circumstances.put("lines that only listen", "%,d".formatted(settings.idleOr(0)));
        circumstances.put(
                "refused", "%,d".formatted(minutes.stream().mapToLong(Stretch::refused).sum()));
        remarks.add("All garbage collected, before: " + MixedBench.told(first));
        remarks.add("All garbage collected, after: " + MixedBench.told(last));
        if (last.cached() > first.cached()) {
            remarks.add(
                    String.format(
                            Locale.ROOT,
                            "For each aggregate more in the cache the heap has grown by %.1f kB.",
                            1024
                                    * (last.heap() - first.heap())
                                    / (last.cached() - first.cached())));
        }
        remarks.add(
                String.format(
                        Locale.ROOT,
                        "Others took %.0f %% of the processors in the worst minute.",
                        100 * minutes.stream().mapToDouble(Stretch::others).max().orElse(0)));
        return new Report(
                "soak: 70 % reads, 20 % carts, 8 % orders, 2 % bids at an easy rate",
                circumstances, figures, targets(first, last), remarks);
    }

    private List<Target> targets(Vitals.Reading first, Vitals.Reading last) {
        List<Target> targets = new ArrayList<>();
        targets.add(latency("p50", 50));
        targets.add(latency("p95", 95));
        targets.add(latency("p99", 99));
        SortedMap<Integer, Stretch> quiet = quiet();
        remarks.add(
                "%d of %d minutes were quiet: others took %.0f %% at most, the host included."
                        .formatted(quiet.size(), minutes.size(), 100 * QUIET));
        if (2 * quiet.size() >= minutes.size()) {
            targets.add(latency("p50 of quiet minutes", 50, quiet));
            targets.add(latency("p95 of quiet minutes", 95, quiet));
            targets.add(latency("p99 of quiet minutes", 99, quiet));
        }
        targets.add(
                rise(
                        "processor time of an answer ÷ that of asking",
                        minutes.stream().map(Stretch::effort).toList()));
        targets.add(
                Target.atMost(
                        "heap that lives, after ÷ before",
                        last.heap() / Math.max(1, first.heap()),
                        1 + FLAT));
        targets.add(memory("heap after collections", Vitals.Reading::heap));
        targets.add(memory("resident, the server", Vitals.Reading::resident));
        targets.add(
                memory(
                        "resident beyond the heap",
                        reading -> reading.resident() - reading.committed()));
        targets.add(memory("resident, PostgreSQL", Vitals.Reading::postgres));
        targets.add(memory("open files", reading -> (double) reading.files()));
        targets.add(memory("threads", reading -> (double) reading.threads()));
        TreeSet<String> tables = new TreeSet<>();
        readings.forEach(reading -> tables.addAll(reading.rows().keySet()));
        for (String table : tables) {
            Function<Vitals.Reading, Double> rows =
                    reading -> (double) reading.rows().getOrDefault(table, 0L);
            if (readings.stream().map(rows).anyMatch(many -> many > MANY)) {
                targets.add(memory("rows of " + table, rows));
            }
        }
        return targets;
    }

    private Target latency(String name, double percentile) {
        return rise(name, minutes.stream().map(met -> met.millis(percentile)).toList());
    }

    private SortedMap<Integer, Stretch> quiet() {
        SortedMap<Integer, Stretch> quiet = new TreeMap<>();
        for (int minute = 0; minute < minutes.size(); minute++) {
            if (minutes.get(minute).others() <= QUIET) {
                quiet.put(minute, minutes.get(minute));
            }
        }
        return quiet;
    }

    private Target latency(String name, double percentile, SortedMap<Integer, Stretch> some) {
        SortedMap<Integer, Double> millis = new TreeMap<>();
        some.forEach((minute, met) -> millis.put(minute, met.millis(percentile)));
        return rise(name, Trend.of(millis, minutes.size() - 1));
    }

    private Target memory(String name, Function<Vitals.Reading, Double> what) {
        return rise(name, readings.stream().map(what).toList());
    }

    private Target rise(String name, List<Double> values) {
        return rise(name, Trend.of(values));
    }

    private Target rise(String name, Trend trend) {
        remarks.add(
                String.format(
                        Locale.ROOT,
                        "%s: %.2f in the median, %+.4f a minute.",
                        name,
                        trend.median(),
                        trend.perStep()));
        return Target.atMost(name + ", rise ÷ median", trend.rise(), FLAT);
    }
}
