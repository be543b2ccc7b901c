package souk;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One packaged node in a process of its own, with its own way to Axon Server. */
final class ClusterNode {

    enum Kind {
        COMMAND("command-side/node"),
        QUERY("query-side/node"),
        API("api/node");

        private final String module;

        Kind(String module) {
            this.module = module;
        }

        /** Its jar in that tree, if it has been packaged. */
        Optional<Path> jar(Path tree) {
            Path target = tree.resolve(module).resolve("target");
            if (!Files.isDirectory(target)) {
                return Optional.empty();
            }
            try (var jars = Files.newDirectoryStream(target, "*-exec.jar")) {
                var found = jars.iterator();
                return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Kind kind;
    private final Path log;
    private final List<String> settings;
    private final int port;
    private final Bridge way;
    private Process process;

    @SuppressWarnings("NullAway.Init") // until it is started
    ClusterNode(Kind kind, int port, Path log, Bridge way, List<String> settings) {
        this.kind = kind;
        this.port = port;
        this.log = log;
        this.way = way;
        this.settings = settings;
    }

    URI shop() {
        return URI.create("http://localhost:" + port);
    }

    long pid() {
        return process.pid();
    }

    /** Its way to Axon Server. */
    Bridge way() {
        return way;
    }

    /** Of what was packaged in that tree. Others may be begun while it starts. */
    ClusterNode begin(Path tree) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-jar"));
        command.add(kind.jar(tree).orElseThrow().toAbsolutePath().toString());
        command.add("--server.port=" + port);
        command.add("--axon.axonserver.enabled=true");
        command.add("--axon.axonserver.servers=127.0.0.1:" + way.port());
        settings.forEach(setting -> command.add("--" + setting));
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return this;
    }

    boolean isReady() {
        try {
            return new Shopper(shop()).get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    void untilReady() {
        await(this + " is ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .failFast("It ended, see " + log, () -> !process.isAlive())
                .until(this::isReady);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As an update does; whoever does not end in a minute is ended. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError(this + " did not end by itself, see " + log);
        }
    }

    @Override
    public String toString() {
        return kind + " at " + port;
    }
}
