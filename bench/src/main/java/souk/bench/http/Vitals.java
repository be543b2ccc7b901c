package souk.bench.http;

import com.sun.management.GcInfo;
import com.sun.tools.attach.VirtualMachine;

import souk.bench.store.BenchDatabase;
import souk.platform.postgres.DatabaseAddress;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a server and its PostgreSQL take of the machine, seen from outside. */
final class Vitals implements AutoCloseable {

    private static final double MB = 1 << 20;
    private static final ObjectName MEMORY = name("java.lang:type=Memory");

    private static final String CACHED = "/actuator/metrics/cache.size?tag=cache:souk.aggregates";

    /** Pools of no objects. */
    private static final Set<String> CODE = Set.of("CodeHeap", "Metaspace", "Compressed");

    /** Work to be done and what is remembered of it: what must not grow while a shop goes on. */
    private static final String INTERNAL =
            """
            select schemaname || '.' || relname, n_live_tup from pg_stat_user_tables
            where schemaname in ('scheduling', 'payment_inbox', 'axon', 'http', 'sandbox')
            order by 1\
            """;

    private static final String LOG = "select pg_total_relation_size('event_store.event')";

    /**
     * @param heap of what lives, as of the last collection
     * @param committed of heap, whether used or not
     * @param resident of the server
     * @param cached carts, orders and whatever else is kept in memory to be decided on
     * @param postgres of all its processes, what they share counted once
     */
    record Reading(
            double heap,
            double committed,
            double resident,
            double postgres,
            int files,
            int threads,
            long cached,
            long events,
            Map<String, Long> rows) {}

    private final ProcessHandle server;
    private final Path postgres;
    private final DatabaseAddress database;
    private final Merchant merchant;
    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    Vitals(Server server, BenchDatabase database, Merchant merchant) throws Exception {
        this.server = server.process();
        this.postgres = database.pidFile();
        this.database = database.address();
        this.merchant = merchant;
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(this.server.pid()));
        try {
            connector =
                    JMXConnectorFactory.connect(
                            new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
        beans = connector.getMBeanServerConnection();
    }

    private static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (javax.management.MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A full one: everybody waits. */
    void collectGarbage() throws Exception {
        beans.invoke(MEMORY, "gc", new Object[0], new String[0]);
    }

    Reading read() throws Exception {
        CompositeData heap = (CompositeData) beans.getAttribute(MEMORY, "HeapMemoryUsage");
        Map<String, Long> rows = new LinkedHashMap<>();
        long events;
        try (Connection connection = BenchDatabase.connect(database);
                var statement = connection.createStatement()) {
            try (var row = statement.executeQuery(INTERNAL)) {
                while (row.next()) {
                    rows.put(row.getString(1), row.getLong(2));
                }
            }
            try (var row = statement.executeQuery("select max(position) from event_store.event")) {
                row.next();
                events = row.getLong(1) + 1;
            }
        }
        return new Reading(
                livingAfterCollection() / MB,
                (Long) heap.get("committed") / MB,
                Memory.resident(server.pid()),
                Memory.ofServer(postgres),
                Memory.files(server.pid()),
                Memory.threads(server.pid()),
                merchant.getAsAdmin(CACHED).get("measurements").get(0).get("value").longValue(),
                events,
                rows);
    }

    /** What all events take on disk, with what finds them. */
    long logBytes() throws SQLException {
        try (Connection connection = BenchDatabase.connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(LOG)) {
            row.next();
            return row.getLong(1);
        }
    }

    private double livingAfterCollection() throws Exception {
        GcInfo last = null;
        for (ObjectName name : beans.queryNames(name("java.lang:type=GarbageCollector,*"), null)) {
            Object told = beans.getAttribute(name, "LastGcInfo");
            if (told instanceof CompositeData data) {
                GcInfo info = GcInfo.from(data);
                last = last == null || info.getEndTime() > last.getEndTime() ? info : last;
            }
        }
        if (last == null) {
            return 0;
        }
        return last.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> CODE.stream().noneMatch(pool.getKey()::startsWith))
                .mapToDouble(pool -> pool.getValue().getUsed())
                .sum();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
