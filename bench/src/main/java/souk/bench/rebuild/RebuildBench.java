package souk.bench.rebuild;

import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;

import souk.bench.Settings;
import souk.bench.harness.Figures;
import souk.bench.harness.Report;
import souk.bench.harness.Target;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Circumstances;
import souk.kernel.EventArchive;
import souk.kernel.EventArchive.Wanted;
import souk.platform.postgres.DatabaseAddress;
import souk.platform.query.DeclaredProjections;
import souk.platform.query.Projections;
import souk.platform.query.rebuild.Rebuild;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Options;
import souk.platform.query.rebuild.Rebuilds;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Making projections anew, beside what bounds it, a bare scan of the same events and bare COPY of
 * the same rows, and beside Axon's pooled processor over the same handlers.
 */
public final class RebuildBench {

    private static final List<String> PROJECTIONS =
            List.of("order.view", "cart.view", "inventory.view", "payment.view");
    private static final String ALL = "all";
    private static final Duration DEFAULTS_FOR = Duration.ofSeconds(15);

    private final Settings settings;
    private final List<Figures> figures = new ArrayList<>();
    private final Map<String, Double> seconds = new HashMap<>();
    private final AtomicLong ids = new AtomicLong();

    public RebuildBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (BenchDatabase database = BenchDatabase.below(settings.scratch())) {
            DatabaseAddress address = database.create("rebuild");
            try (QueryNode node = QueryNode.on(address)) {
                return run(database, address, node);
            }
        }
    }

    private Report run(BenchDatabase database, DatabaseAddress address, QueryNode node)
            throws Exception {
        PROJECTIONS.forEach(name -> processor(node, name).shutDown());
        new Trade(node.get(EventStore.class))
                .write(settings.eventsToRebuild(), settings.progress());
        BenchDatabase.execute(
                BenchDatabase.connect(address), "vacuum analyze event_store.event", "checkpoint");
        long events = node.get(EventArchive.class).head() + 1;

        var defaults = new DefaultProcessor(node, address);
        for (String name : PROJECTIONS) {
            add("default", name, defaults.perSecond(name, DEFAULTS_FOR), events);
        }
        for (String name : PROJECTIONS) {
            empty(node, name);
            long begun = System.nanoTime();
            processor(node, name).start();
            awaitHead(node, name, events);
            add("tuned", name, begun, events);
        }
        try (var rows = new BareRows(address)) {
            for (String name : PROJECTIONS) {
                measure(name, events, node, rows);
            }
            measureTogether(events, node, rows);
        }
        return new Report(
                "rebuild: events of the whole history per second, however few of them are handled",
                circumstances(database, events),
                figures,
                targets(),
                List.of(
                        "default: Axon's pooled processor as it comes, for "
                                + DEFAULTS_FOR.toSeconds()
                                + " s only; tuned: the live processor, from the first event on.",
                        "scan: the same events read by COPY and not looked at; copy: the rows that"
                                + " result, into tables without indexes."));
    }

    private Map<String, String> circumstances(BenchDatabase database, long events)
            throws Exception {
        Map<String, String> all = Circumstances.of(database);
        all.put("history", String.format(Locale.ROOT, "%,d events", events));
        return all;
    }

    private void measure(String name, long events, QueryNode node, BareRows rows) throws Exception {
        long begun = System.nanoTime();
        scan(node, List.of(name), events);
        add("scan", name, begun, events);
        add("copy", name, rows.copy(List.of(name)), events);
        begun = System.nanoTime();
        rebuild(node, List.of(name));
        add("rebuild", name, begun, events);
    }

    private void measureTogether(long events, QueryNode node, BareRows rows) throws Exception {
        long begun = System.nanoTime();
        scan(node, PROJECTIONS, events);
        add("scan", ALL, begun, events);
        add("copy", ALL, rows.copy(PROJECTIONS), events);
        begun = System.nanoTime();
        rebuild(node, PROJECTIONS);
        add("rebuild", ALL, begun, events);
    }

    private void scan(QueryNode node, List<String> names, long events) {
        List<Wanted> wanted = names.stream().map(node.get(Rebuilds.class)::wanted).toList();
        try (var reading =
                node.get(EventArchive.class)
                        .read(
                                new Wanted(
                                        type ->
                                                wanted.stream()
                                                        .anyMatch(it -> it.classes().test(type)),
                                        false),
                                -1,
                                events - 1)) {
            while (reading.next() != null) {
                // only read
            }
        }
    }

    private void rebuild(QueryNode node, List<String> names) throws InterruptedException {
        Rebuilds rebuilds = node.get(Rebuilds.class);
        List<Rebuild> together =
                names.stream()
                        .map(
                                name ->
                                        Rebuild.of(
                                                "reb_" + ids.incrementAndGet(),
                                                name,
                                                Kind.REBUILD,
                                                new Options(false, false, 0, null, "bench"),
                                                Instant.now()))
                        .toList();
        if (!rebuilds.begin(together)) {
            throw new IllegalStateException("A rebuild is under way");
        }
        for (Rebuild rebuild : together) {
            Rebuild now = rebuilds.find(rebuild.id()).orElseThrow();
            while (!now.phase().isOver()) {
                TimeUnit.MILLISECONDS.sleep(10);
                now = rebuilds.find(rebuild.id()).orElseThrow();
            }
            if (!now.phase().name().equals("DONE")) {
                throw new IllegalStateException(now.toString());
            }
        }
    }

    private static StreamingEventProcessor processor(QueryNode node, String name) {
        EventProcessor processor =
                node.get(Configuration.class)
                        .eventProcessingConfiguration()
                        .eventProcessor(name)
                        .orElseThrow();
        return (StreamingEventProcessor) processor;
    }

    private static void empty(QueryNode node, String name) {
        processor(node, name).resetTokens();
    }

    private static void awaitHead(QueryNode node, String name, long events)
            throws InterruptedException {
        Projections projections = node.get(Projections.class);
        while (projections.progress(name).position() < events - 1) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void add(String what, String projection, long begun, long events) {
        add(what, projection, events * 1e9 / (System.nanoTime() - begun), events);
    }

    private void add(String what, String projection, double perSecond, long events) {
        String key = what + "-" + projection;
        seconds.put(key, events / perSecond);
        figures.add(
                new Figures(
                        what,
                        projection + ", " + what,
                        1,
                        perSecond,
                        perSecond,
                        perSecond,
                        0,
                        0,
                        0,
                        Map.of()));
        settings.progress().printf(Locale.ROOT, "%-28s %,12.0f events/s%n", key, perSecond);
    }

    private List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (String name : PROJECTIONS) {
            targets.add(Target.atMost(name + ": time ÷ max(scan, copy)", timesTheBound(name), 2));
            targets.add(Target.atLeast(name + ": time of tuned ÷ time", ratio("tuned", name), 5));
            targets.add(
                    Target.atLeast(name + ": time of default ÷ time", ratio("default", name), 30));
        }
        targets.add(Target.atMost("all together: time ÷ max(scan, copy)", timesTheBound(ALL), 3));
        return targets;
    }

    private double timesTheBound(String name) {
        return of("rebuild", name) / Math.max(of("scan", name), of("copy", name));
    }

    private double ratio(String what, String name) {
        return of(what, name) / of("rebuild", name);
    }

    private double of(String what, String name) {
        return seconds.getOrDefault(what + "-" + name, Double.NaN);
    }

    static String schemaOf(String projection) {
        return DeclaredProjections.schemaOf(projection);
    }
}
