package souk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import souk.ClusterNode.Kind;
import souk.platform.postgres.TestPostgres;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Two nodes of each kind, one PostgreSQL, and an Axon Server that is there already. */
final class Cluster {

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    /** What was packaged before: {@code mvn -DskipTests package}. */
    static final Path TREE = Path.of(System.getProperty("souk.tree", "../.."));

    private static final String SERVER =
            System.getenv().getOrDefault("SOUK_TEST_AXONSERVER", "").trim();

    private final String database = TestPostgres.freshDatabase();
    private final List<Bridge> bridges = new ArrayList<>();
    private final List<ClusterNode> commands;
    private final List<ClusterNode> queries;
    private final List<ClusterNode> apis;

    Cluster(Path directory) throws IOException {
        List<Integer> ports = freePorts(6);
        // notices of payments come to whichever api node is there
        String notices =
                "souk.payment.webhook-url=http://localhost:%d/api/payments/webhook"
                        .formatted(bridge(ports.subList(4, 6)).port());
        String[] settings = {
            "spring.datasource.url=" + database,
            "spring.datasource.hikari.maximum-pool-size=15",
            "souk.audit.directory=" + directory.resolve("audit"),
            Members.ADMIN_EMAIL,
            Members.ADMIN_PASSWORD,
            notices,
            "souk.public-url=http://localhost:" + ports.get(4),
            "souk.order.pay-within=PT15S",
            "souk.auction.pay-within=PT4S",
            "souk.auction.runners-up=1",
            "souk.auction.extension=PT3S",
            "souk.http.idempotency.lease=12s",
        };
        commands = pair(Kind.COMMAND, ports.subList(0, 2), directory, settings);
        queries = pair(Kind.QUERY, ports.subList(2, 4), directory, settings);
        apis = pair(Kind.API, ports.subList(4, 6), directory, settings);
    }

    /** Whether there is all that it takes. Says what is missing. */
    static boolean isPossible() {
        List<String> missing = new ArrayList<>();
        if (!Boolean.getBoolean("souk.cluster")) {
            missing.add("-Dsouk.cluster=true (it takes minutes)");
        }
        if (SERVER.isEmpty()) {
            missing.add("SOUK_TEST_AXONSERVER=host:port (one of its own, with no events in it)");
        }
        if (!isPackaged(TREE)) {
            missing.add("packaged nodes (mvn -DskipTests package)");
        }
        missing.forEach(it -> log.warn("SKIPPED: the cluster suite needs {}", it));
        return missing.isEmpty();
    }

    static boolean isPackaged(Path tree) {
        return Arrays.stream(Kind.values()).allMatch(kind -> kind.jar(tree).isPresent());
    }

    private List<ClusterNode> pair(
            Kind kind, List<Integer> ports, Path directory, String... settings) {
        return ports.stream()
                .map(
                        port ->
                                new ClusterNode(
                                        kind,
                                        port,
                                        directory.resolve(kind + "-" + port + ".log"),
                                        bridge(serverPort()),
                                        List.of(settings)))
                .toList();
    }

    private static List<Integer> serverPort() {
        return List.of(Integer.valueOf(SERVER.substring(SERVER.lastIndexOf(':') + 1)));
    }

    private Bridge bridge(List<Integer> ends) {
        var bridge = new Bridge(ends);
        bridges.add(bridge);
        return bridge;
    }

    private static List<Integer> freePorts(int many) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            held.add(new ServerSocket(0));
        }
        List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    List<ClusterNode> all() {
        return Stream.of(commands, queries, apis).flatMap(List::stream).toList();
    }

    List<ClusterNode> commands() {
        return commands;
    }

    List<ClusterNode> queries() {
        return queries;
    }

    List<ClusterNode> apis() {
        return apis;
    }

    List<URI> shops() {
        return apis.stream().map(ClusterNode::shop).toList();
    }

    /** All at once, as after a power failure, but for those who need all others. */
    void start(Path tree) throws IOException {
        for (ClusterNode node : Stream.of(queries, commands).flatMap(List::stream).toList()) {
            node.begin(tree);
        }
        for (ClusterNode node : Stream.of(queries, commands).flatMap(List::stream).toList()) {
            node.untilReady();
        }
        for (ClusterNode node : apis) {
            node.begin(tree);
        }
        apis.forEach(ClusterNode::untilReady);
    }

    /** Who handles the events of that processor right now. */
    ClusterNode handling(String processor) throws SQLException {
        try (var connection = DriverManager.getConnection(database);
                var statement =
                        connection.prepareStatement(
                                "select owner from axon.token_entry where processor_name = ? and"
                                        + " owner is not null")) {
            statement.setString(1, processor);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new AssertionError("Nobody handles " + processor);
                }
                String owner = rows.getString(1);
                return all().stream()
                        .filter(node -> owner.startsWith(node.pid() + "@"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(processor + " has " + owner));
            }
        }
    }

    void stop() throws IOException, InterruptedException {
        for (ClusterNode node : all()) {
            node.kill();
        }
        for (Bridge bridge : bridges) {
            bridge.close();
        }
    }
}
