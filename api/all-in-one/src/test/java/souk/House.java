package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The whole product in a process of its own, on its embedded PostgreSQL, to be killed with -9. */
final class House {

    private final Path directory;
    private final List<String> settings;
    private final int port = freePort();
    private Process process;

    @SuppressWarnings("NullAway.Init") // until it is started
    House(Path directory, String... settings) {
        this.directory = directory;
        this.settings = List.of(settings);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    URI shop() {
        return URI.create("http://localhost:" + port);
    }

    Path data() {
        return directory.resolve("data");
    }

    void start() throws IOException {
        Path log = Files.createDirectories(directory).resolve("log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                // it does not live long enough to be worth more
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                AllInOne.class.getName(),
                                "--server.port=" + port,
                                "--" + Members.ADMIN_EMAIL,
                                "--" + Members.ADMIN_PASSWORD,
                                "--souk.data=" + data()));
        settings.forEach(setting -> command.add("--" + setting));
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .failFast("The house did not start, see " + log, () -> !process.isAlive())
                .ignoreException(UncheckedIOException.class)
                .until(() -> new Shopper(shop()).get("/actuator/health/readiness").status() == 200);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As whoever runs it says that it should end, and what it ends with. */
    CompletableFuture<Integer> end() {
        process.destroy();
        return process.onExit().thenApply(Process::exitValue);
    }

    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    }
}
