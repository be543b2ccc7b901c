package souk.bench.http;

import org.jspecify.annotations.Nullable;

import souk.bench.Settings;
import souk.bench.harness.Figures;
import souk.bench.harness.Report;
import souk.bench.harness.Rising;
import souk.bench.harness.Target;
import souk.bench.harness.Tournament;
import souk.bench.store.Circumstances;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a shop is asked for all day, rising until p95 is too long; with many who only listen, too.
 */
public final class MixedBench {

    /** Circumstances that a calculation goes on with. */
    public static final String EVENTS = "events of 1,000 requests";

    public static final String LOG_BYTES = "bytes of an event in the log, with indexes";

    static final double SECONDS = 8;
    static final double SECONDS_TO_COMPILE = 60;

    private static final int IDLE = 5_000;
    private static final double MOST = 95;
    private static final double MILLIS = 200;
    private static final List<String> PARTS = List.of("costs", "alone", "idle");

    /** Of what it can do: a rate at which nobody waits, so that costs are what they are. */
    private static final double EASY = 0.4;

    static final double BEGIN = 0.6;

    private static final Duration REST = Duration.ofSeconds(2);

    private final Settings settings;
    private final Duration step;
    private final List<Figures> figures = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    public MixedBench(Settings settings) {
        this.settings = settings;
        this.step = settings.plan(SECONDS, SECONDS_TO_COMPILE).round();
    }

    public Report run() throws Exception {
        int idle = settings.idleOr(IDLE);
        try (Scene scene = Scene.set(settings, idle)) {
            return run(scene, idle);
        }
    }

    private Report run(Scene scene, int idle) throws Exception {
        Tournament.Plan plan = settings.plan(SECONDS, SECONDS_TO_COMPILE);
        Map<String, String> circumstances = Circumstances.of(scene.database);
        circumstances.put("heap of the server", settings.heap());
        scene.traffic.flatOut(plan.warmUp());
        double peak = scene.traffic.flatOut(step);
        if (settings.wants("costs", PARTS)) {
            costs(scene, peak);
        }
        double alone = settings.rate().orElse(BEGIN * peak);
        if (settings.wants("alone", PARTS)) {
            long asked = scene.traffic.asked();
            long before = scene.database.lastPosition();
            alone = highest(scene, alone, "alone", "highest rate with p95 ≤ 200 ms");
            circumstances.put(
                    EVENTS,
                    String.format(
                            Locale.ROOT,
                            "%.0f",
                            1e3
                                    * (scene.database.lastPosition() - before)
                                    / (scene.traffic.asked() - asked)));
        }
        if (idle > 0 && settings.wants("idle", PARTS)) {
            try (IdleLines lines = listening(scene, idle)) {
                double beside =
                        highest(
                                scene,
                                0.8 * alone,
                                "idle",
                                "the same beside %,d who only listen".formatted(idle));
                targets.add(
                        Target.atLeast(
                                "rate beside who only listen ÷ rate without", beside / alone, 0.8));
                remarks.add(
                        "%,d of %,d lines were open at the end."
                                .formatted(lines.listening(), idle));
            }
        }
        circumstances.put(
                LOG_BYTES,
                "%.0f".formatted((double) scene.vitals.logBytes() / scene.database.lastPosition()));
        circumstances.put("events", "%,d".formatted(scene.database.lastPosition() + 1));
        return new Report(
                "mixed: 70 % reads, 20 % carts, 8 % orders, 2 % bids; arrivals at random",
                circumstances, figures, targets, remarks);
    }

    private double highest(Scene scene, double first, String key, String what) throws Exception {
        Stretch best = highest(scene.traffic, first, step);
        figures.add(best.figures(key, what, Traffic.CONNECTIONS));
        best.kinds()
                .forEach(
                        (kind, nanos) ->
                                remarks.add(
                                        String.format(
                                                Locale.ROOT,
                                                "%s, %s: p50 %.1f, p95 %.1f, p99 %.1f ms.",
                                                key,
                                                kind.what(),
                                                nanos.getValueAtPercentile(50) / 1e6,
                                                nanos.getValueAtPercentile(95) / 1e6,
                                                nanos.getValueAtPercentile(99) / 1e6)));
        remarks.add(key + ": " + best + ".");
        remarks.add(key + ": " + told(scene.vitals.read()));
        return best.offered();
    }

    /** Met with at the highest rate that holds, for twice the time that is given to each. */
    static Stretch highest(Traffic traffic, double first, Duration step) throws Exception {
        AtomicReference<@Nullable Stretch> last = new AtomicReference<>();
        Rising.Trial trial =
                (perSecond, longer) -> {
                    Stretch met = traffic.at(perSecond, longer ? step.multipliedBy(2) : step);
                    last.set(met);
                    boolean holds = met.holds(MOST, MILLIS);
                    if (!holds) {
                        // what has piled up is no load of the next
                        TimeUnit.NANOSECONDS.sleep(REST.toNanos());
                    }
                    return holds;
                };
        Stretch met = new Rising(trial).highest(first) > 0 ? last.get() : null;
        if (met == null) {
            throw new IllegalStateException("No rate holds");
        }
        return met;
    }

    private IdleLines listening(Scene scene, int idle) throws Exception {
        scene.vitals.collectGarbage();
        Vitals.Reading before = scene.vitals.read();
        long begun = System.nanoTime();
        IdleLines lines =
                IdleLines.open(
                        scene.server.port(), "auction:" + scene.bazaar.quietLot().id(), idle);
        double seconds = (System.nanoTime() - begun) / 1e9;
        scene.vitals.collectGarbage();
        Vitals.Reading after = scene.vitals.read();
        remarks.add(
                String.format(
                        Locale.ROOT,
                        "%,d lines were opened in %.1f s: %.0f kB of heap each, %+.0f MB resident,"
                                + " %+d files, %+d threads.",
                        idle,
                        seconds,
                        1024 * (after.heap() - before.heap()) / idle,
                        after.resident() - before.resident(),
                        after.files() - before.files(),
                        after.threads() - before.threads()));
        return lines;
    }

    private void costs(Scene scene, double peak) throws Exception {
        // until orders of the warm-up have expired
        TimeUnit.NANOSECONDS.sleep(Scene.UNTIL_ORDERS_EXPIRE.toNanos());
        Map<String, Duration> nothing = scene.traffic.nothing(step);
        nothing.forEach(
                (who, time) ->
                        remarks.add(
                                String.format(
                                        Locale.ROOT,
                                        "Nobody there: %s takes %.1f ms of processor time a"
                                                + " second.",
                                        who,
                                        1e3 * time.toNanos() / step.toNanos())));
        for (Kind kind : Kind.values()) {
            double rate = EASY * peak * (kind.isDear() ? 0.2 : 1);
            figures.add(
                    scene.traffic
                            .only(kind, rate, step, following(kind))
                            .figures(
                                    kind.name().toLowerCase(Locale.ROOT),
                                    kind.what(),
                                    Traffic.CONNECTIONS));
        }
    }

    private static Duration following(Kind kind) {
        return kind == Kind.CHECKOUT ? Scene.UNTIL_ORDERS_EXPIRE : Duration.ZERO;
    }

    static String told(Vitals.Reading now) {
        return String.format(
                Locale.ROOT,
                "heap %.0f MB living, %.0f committed; resident %.0f MB, PostgreSQL %.0f MB; %d"
                        + " files, %d threads; %,d events, %,d cached.",
                now.heap(),
                now.committed(),
                now.resident(),
                now.postgres(),
                now.files(),
                now.threads(),
                now.events(),
                now.cached());
    }
}
