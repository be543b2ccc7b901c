package souk.bench.store;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What figures depend on, and nobody should have to guess. */
public final class Circumstances {

    private static final List<String> SETTINGS =
            List.of("fsync", "synchronous_commit", "full_page_writes", "wal_sync_method");

    private Circumstances() {}

    public static Map<String, String> of(BenchDatabase database) throws SQLException, IOException {
        Map<String, String> all = ofMachine(database.directory());
        try (Connection connection = BenchDatabase.connect(database.address())) {
            all.put(
                    "PostgreSQL",
                    show(connection, "server_version")
                            + ", embedded, shared_buffers "
                            + show(connection, "shared_buffers"));
            StringBuilder durability = new StringBuilder();
            for (String setting : SETTINGS) {
                durability.append(setting).append('=');
                durability.append(show(connection, setting)).append(' ');
            }
            all.put("durability", durability.toString().strip());
        }
        return all;
    }

    public static Map<String, String> ofMachine(Path data) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "machine",
                "%d CPUs, %s, %s %s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                processor(),
                                System.getProperty("os.name"),
                                System.getProperty("os.version")));
        all.put("disk", Files.getFileStore(data).type());
        all.put(
                "JVM",
                "%s %s, heap up to %d MB, %s"
                        .formatted(
                                System.getProperty("java.vm.name"),
                                System.getProperty("java.vm.version"),
                                Runtime.getRuntime().maxMemory() >> 20,
                                collectors()));
        return all;
    }

    private static String collectors() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
    }

    private static String processor() throws IOException {
        Path cpuinfo = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(cpuinfo)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(cpuinfo).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
