package souk.bench.rebuild;

import souk.bench.Settings;
import souk.bench.harness.ProcessorTimes;
import souk.bench.harness.Report;
import souk.bench.harness.Target;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Circumstances;
import souk.kernel.EventArchive;
import souk.kernel.EventArchive.Wanted;
import souk.platform.postgres.DatabaseAddress;
import souk.platform.query.DeclaredProjections;
import souk.platform.query.rebuild.Rebuilds;
import souk.platform.store.PublishedSerializer;
import souk.platform.store.SubjectKeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Making projections anew, beside what bounds it, a bare scan of the same events and bare COPY of
 * the same rows, and beside Axon's pooled processor over the same handlers.
 */
public final class RebuildBench {

    private static final List<String> PROJECTIONS =
            List.of("order.view", "stats.sales", "cart.view", "inventory.view", "payment.view");
    private static final String ALL = "all";
    private static final List<String> SHOWN =
            List.of(
                    "order.view",
                    "stats.sales",
                    "cart.view",
                    "inventory.view",
                    "payment.view",
                    ALL);

    private static final String DEFAULT = "default";
    private static final String TUNED = "tuned";
    private static final String SCAN = "scan";
    private static final String COPY = "copy";
    private static final String INDEXES = "indexes";
    private static final String REBUILD = "rebuild";
    private static final List<String> WAYS = List.of(DEFAULT, TUNED, SCAN, COPY, REBUILD);

    private static final Duration FOR_A_WHILE = Duration.ofSeconds(15);
    private static final int WARM_UPS = 2;

    private final Settings settings;
    private final List<String> remarks = new ArrayList<>();

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
        var scores =
                new Scores(
                        new ProcessorTimes()
                                .ofThisProcess("JVM")
                                .ofServer("PostgreSQL", database.pidFile()),
                        settings.progress());
        var live = new LiveProcessors(node);
        live.stop(node.get(DeclaredProjections.class).names());
        write(address, node);
        long events = node.get(EventArchive.class).head() + 1;
        // a rebuild makes way for whatever is behind
        live.skipTo(node.get(DeclaredProjections.class).names(), events - 1);

        List<String> wanted = PROJECTIONS.stream().filter(this::wants).toList();
        if (does(DEFAULT)) {
            var defaults = new DefaultProcessor(node, address);
            for (String name : wanted) {
                double perSecond = defaults.perSecond(name, FOR_A_WHILE);
                scores.add(DEFAULT, name, events / perSecond, events);
            }
        }
        if (does(TUNED)) {
            for (String name : wanted) {
                scores.measure(TUNED, name, events, () -> live.replay(name, events));
            }
        }
        var remaking = new Remaking(node.get(Rebuilds.class), live);
        if (does(REBUILD)) {
            // a node that is up has its code compiled
            for (int i = 0; i < WARM_UPS; i++) {
                settings.progress().println("warm-up " + remaking.rebuild(PROJECTIONS, events));
            }
        }
        for (String name : wanted) {
            measure(name, List.of(name), events, node, address, remaking, scores);
        }
        if (wants(ALL)) {
            measure(ALL, PROJECTIONS, events, node, address, remaking, scores);
        }
        Map<String, String> circumstances = Circumstances.of(database);
        circumstances.put("history", String.format(Locale.ROOT, "%,d events", events));
        remarks.add(
                "default: Axon's pooled processor as it comes, for "
                        + FOR_A_WHILE.toSeconds()
                        + " s only; tuned: the live processor, from the first event on.");
        remarks.add(
                "scan: the same events read by COPY and not looked at; copy: the rows that"
                        + " result, into tables without indexes; indexes: these, afterwards, which"
                        + " a rebuild makes, too, before it compares all with what was shown.");
        return new Report(
                "rebuild: events of the whole history per second, however few of them are handled",
                circumstances,
                scores.figures(),
                targets(scores),
                remarks);
    }

    private boolean wants(String projection) {
        return settings.wants(projection, SHOWN);
    }

    private boolean does(String way) {
        return settings.wants(way, WAYS);
    }

    private void write(DatabaseAddress address, QueryNode node) throws Exception {
        long begun = System.nanoTime();
        try (var chronicle =
                new Chronicle(
                        address,
                        node.get(PublishedSerializer.class),
                        node.get(SubjectKeys.class))) {
            new Trade(chronicle).write(settings.eventsToRebuild(), settings.progress());
        }
        settings.progress()
                .printf(Locale.ROOT, "written in %.1f s%n", (System.nanoTime() - begun) / 1e9);
    }

    private void measure(
            String name,
            List<String> projections,
            long events,
            QueryNode node,
            DatabaseAddress address,
            Remaking remaking,
            Scores scores)
            throws Exception {
        if (does(SCAN)) {
            scores.measure(SCAN, name, events, () -> scan(node, projections, events));
        }
        if (does(REBUILD)) {
            scores.measure(
                    REBUILD,
                    name,
                    events,
                    () -> remarks.add(remaking.rebuild(projections, events)));
            settings.progress().println(remarks.getLast());
        }
        if (does(COPY)) {
            try (var rows = BareRows.of(projections, address)) {
                scores.measure(COPY, name, events, rows::copy);
                scores.measure(INDEXES, name, events, rows::index);
            }
        }
    }

    private static void scan(QueryNode node, List<String> names, long events) {
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

    private List<Target> targets(Scores scores) {
        List<Target> targets = new ArrayList<>();
        for (String name : SHOWN) {
            if (!scores.has(REBUILD, name)) {
                continue;
            }
            double rebuild = scores.seconds(REBUILD, name);
            if (scores.has(SCAN, name) && scores.has(COPY, name)) {
                double bound = Math.max(scores.seconds(SCAN, name), scores.seconds(COPY, name));
                targets.add(
                        Target.atMost(
                                name + ": time ÷ max(scan, copy)",
                                rebuild / bound,
                                name.equals(ALL) ? 3 : 2));
                double work = Math.max(scores.work(SCAN, name), scores.work(COPY, name));
                remarks.add(
                        String.format(
                                Locale.ROOT,
                                "%s: work of the rebuild ÷ max(scan, copy) %.1f, ÷ (scan + copy +"
                                        + " indexes) %.1f.",
                                name,
                                scores.work(REBUILD, name) / work,
                                scores.work(REBUILD, name)
                                        / (scores.work(SCAN, name)
                                                + scores.work(COPY, name)
                                                + scores.work(INDEXES, name))));
            }
            if (scores.has(TUNED, name)) {
                targets.add(
                        Target.atLeast(
                                name + ": time of tuned ÷ time",
                                scores.seconds(TUNED, name) / rebuild,
                                5));
                targets.add(
                        Target.atLeast(
                                name + ": work of tuned ÷ work",
                                scores.work(TUNED, name) / scores.work(REBUILD, name),
                                5));
            }
            if (scores.has(DEFAULT, name)) {
                targets.add(
                        Target.atLeast(
                                name + ": time of default ÷ time",
                                scores.seconds(DEFAULT, name) / rebuild,
                                30));
            }
        }
        return targets;
    }

    static String schemaOf(String projection) {
        return DeclaredProjections.schemaOf(projection);
    }
}
