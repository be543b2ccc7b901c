package souk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two command nodes, two query nodes and two api nodes over a real Axon Server, while guests buy
 * and members bid: docs/cluster.md tells how to run it.
 */
@EnabledIf(value = "souk.Cluster#isPossible", disabledReason = "What it needs has been logged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTest {

    private static final Logger log = LoggerFactory.getLogger(ClusterTest.class);
    private static final String RESTART = setting("SOUK_TEST_AXONSERVER_RESTART");
    private static final Path PREVIOUS = Path.of(setting("SOUK_TEST_PREVIOUS"));

    private Cluster cluster;
    private Siege siege;

    private static String setting(String name) {
        return System.getenv().getOrDefault(name, "").trim();
    }

    private static boolean hasPrevious() {
        return !PREVIOUS.toString().isEmpty() && Cluster.isPackaged(PREVIOUS);
    }

    private static void needs(boolean given, String what) {
        if (!given) {
            log.warn("SKIPPED: {}", what);
        }
        assumeTrue(given, what);
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        cluster = new Cluster(directory);
        cluster.start(hasPrevious() ? PREVIOUS : Cluster.TREE);
        siege = new Siege(cluster);
    }

    @AfterAll
    void stop() throws Exception {
        cluster.stop();
    }

    @Test
    @Order(1)
    void nodes_are_replaced_by_newer_ones_one_by_one() throws Exception {
        needs(hasPrevious(), "SOUK_TEST_PREVIOUS=<an older tree, packaged> names no older nodes");
        siege.survive(
                "update",
                crowd -> {
                    // who reads first, who asks last: nobody is told what he can't know
                    for (ClusterNode node :
                            Stream.of(cluster.queries(), cluster.commands(), cluster.apis())
                                    .flatMap(List::stream)
                                    .toList()) {
                        node.stop();
                        node.begin(Cluster.TREE).untilReady();
                        crowd.untilMore(1);
                    }
                });
    }

    @Test
    @Order(7)
    void an_api_node_is_killed() throws Exception {
        siege.survive("api node killed", crowd -> kill(cluster.apis().getLast(), crowd));
    }

    @Test
    @Order(5)
    void a_query_node_is_killed() throws Exception {
        siege.survive("query node killed", crowd -> kill(cluster.handling("order.view"), crowd));
    }

    @Test
    @Order(6)
    void a_command_node_is_killed() throws Exception {
        siege.survive(
                "command node killed", crowd -> kill(cluster.handling("order.payment"), crowd));
    }

    private static void kill(ClusterNode node, Roamers crowd) throws Exception {
        node.kill();
        try {
            crowd.untilMore(Siege.A_WHILE);
        } finally {
            node.begin(Cluster.TREE);
        }
    }

    @Test
    @Order(2)
    void a_query_node_is_cut_off_from_the_server() throws Exception {
        siege.survive("query node cut off", crowd -> cut(cluster.handling("order.view"), crowd));
    }

    @Test
    @Order(3)
    void a_command_node_is_cut_off_from_the_server() throws Exception {
        siege.survive(
                "command node cut off", crowd -> cut(cluster.handling("order.payment"), crowd));
    }

    private static void cut(ClusterNode node, Roamers crowd) {
        node.way().cut();
        try {
            crowd.untilMore(2 * Siege.A_WHILE);
        } finally {
            node.way().heal();
        }
    }

    @Test
    @Order(4)
    void the_server_is_started_again() throws Exception {
        needs(!RESTART.isEmpty(), "SOUK_TEST_AXONSERVER_RESTART=<a command> may not restart it");
        siege.survive(
                "server restarted",
                crowd -> {
                    var process = new ProcessBuilder("sh", "-c", RESTART).inheritIO().start();
                    if (process.waitFor() != 0) {
                        throw new AssertionError("Could not restart it: " + RESTART);
                    }
                    crowd.untilMore(Siege.A_WHILE);
                });
    }
}
