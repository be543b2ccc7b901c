package souk.bench.rebuild;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.jdbc.core.JdbcOperations;

import souk.audit.CheckCommand.StartCheck;
import souk.audit.CheckId;
import souk.audit.CheckQuery.FindCheck;
import souk.audit.CheckView;
import souk.audit.CheckView.Kind;
import souk.bench.Settings;
import souk.bench.harness.ProcessorTimes;
import souk.bench.harness.Report;
import souk.bench.harness.Target;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Circumstances;
import souk.kernel.EventArchive;
import souk.kernel.EventArchive.Wanted;
import souk.kernel.EventRecords;
import souk.platform.postgres.DatabaseAddress;
import souk.platform.query.DeclaredProjections;
import souk.platform.query.rebuild.Rebuilds;
import souk.platform.store.PublishedSerializer;
import souk.platform.store.SubjectKeys;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Checking all of the log, and all orders against their events, beside only reading them. */
public final class AuditBench {

    private static final List<String> VIEWS = List.of("order.view", "payment.view");
    private static final String SCAN = "scan";
    private static final String CHECK = "check";
    private static final String LOG = "log";
    private static final String ORDERS = "orders";

    private final Settings settings;

    public AuditBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (BenchDatabase database = BenchDatabase.below(settings.scratch())) {
            DatabaseAddress address = database.create("audit");
            Path directory = database.directory().resolve("sealed");
            try (QueryNode node = QueryNode.sealing(address, directory)) {
                return run(database, address, node);
            }
        }
    }

    private Report run(BenchDatabase database, DatabaseAddress address, QueryNode node)
            throws Exception {
        var live = new LiveProcessors(node);
        live.stop(node.get(DeclaredProjections.class).names());
        try (var chronicle =
                new Chronicle(
                        address,
                        node.get(PublishedSerializer.class),
                        node.get(SubjectKeys.class))) {
            new Trade(chronicle).write(settings.eventsOr(400_000), settings.progress());
        }
        long events = node.get(EventArchive.class).head() + 1;
        live.skipTo(node.get(DeclaredProjections.class).names(), events - 1);
        new Remaking(node.get(Rebuilds.class), live).rebuild(VIEWS, events);
        long orders = number("select count(*) from order_view.orders", node);
        while (number("select size from audit_log.log", node) < events) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        var scores =
                new Scores(
                        new ProcessorTimes()
                                .ofThisProcess("JVM")
                                .ofServer("PostgreSQL", database.pidFile()),
                        settings.progress());
        // a node that is up has its code compiled
        check(Kind.LOG, 1, node);
        scores.measure(SCAN, LOG, events, () -> records(node));
        scores.measure(CHECK, LOG, events, () -> check(Kind.LOG, 2, node));
        check(Kind.VIEWS, 3, node);
        scores.measure(SCAN, ORDERS, events, () -> archive(node, events));
        scores.measure(CHECK, ORDERS, events, () -> check(Kind.VIEWS, 4, node));
        Map<String, String> circumstances = Circumstances.of(database);
        circumstances.put(
                "history", String.format(Locale.ROOT, "%,d events, %,d orders", events, orders));
        return new Report(
                "audit: events checked per second",
                circumstances,
                scores.figures(),
                targets(scores),
                remarks(scores, orders));
    }

    private static long number(String query, QueryNode node) {
        Long number = node.get(JdbcOperations.class).queryForObject(query, Long.class);
        return number == null ? 0 : number;
    }

    private static void records(QueryNode node) {
        EventRecords records = node.get(EventRecords.class);
        try (var reading = records.read(-1, records.head())) {
            while (reading.next() != null) {
                // only read
            }
        }
    }

    private static void archive(QueryNode node, long events) {
        List<Wanted> wanted = VIEWS.stream().map(node.get(Rebuilds.class)::wanted).toList();
        var any = new Wanted(it -> wanted.stream().anyMatch(one -> one.classes().test(it)), false);
        try (var reading = node.get(EventArchive.class).read(any, -1, events - 1)) {
            while (reading.next() != null) {
                // only read
            }
        }
    }

    private static void check(Kind kind, long number, QueryNode node) throws InterruptedException {
        CheckId id = new CheckId(Trade.id(CheckId.PREFIX, number));
        node.get(CommandGateway.class)
                .sendAndWait(new StartCheck(id, Set.of(kind), 0, null, VIEWS, null));
        CheckView now = find(id, node);
        while (!now.isOver()) {
            TimeUnit.MILLISECONDS.sleep(5);
            now = find(id, node);
        }
        if (now.phase() != CheckView.Phase.DONE || now.found() > 0) {
            throw new IllegalStateException(now.toString());
        }
    }

    private static CheckView find(CheckId id, QueryNode node) {
        return node.get(QueryGateway.class).query(new FindCheck(id), CheckView.class).join();
    }

    private static List<Target> targets(Scores scores) {
        List<Target> targets = new ArrayList<>();
        for (String what : List.of(LOG, ORDERS)) {
            targets.add(
                    Target.atMost(
                            what + ": time of the check ÷ time of a bare scan",
                            scores.seconds(CHECK, what) / scores.seconds(SCAN, what),
                            2));
            targets.add(
                    Target.atMost(
                            what + ": work of the check ÷ work of a bare scan",
                            scores.work(CHECK, what) / scores.work(SCAN, what),
                            2));
        }
        return targets;
    }

    private static List<String> remarks(Scores scores, long orders) {
        return List.of(
                "log: every event hashed and compared with the tree, and the tree with what was"
                        + " signed; its scan reads all events to the byte.",
                String.format(
                        Locale.ROOT,
                        "orders: views of orders and payments made anew and compared, %,.0f orders"
                                + " a second; its scan reads their events, and decodes none.",
                        orders / scores.seconds(CHECK, ORDERS)));
    }
}
