package souk.bench.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import org.springframework.util.FileSystemUtils;

import souk.bench.Settings;
import souk.bench.harness.ProcessorTimes;
import souk.bench.store.BenchDatabase;
import souk.platform.postgres.DatabaseAddress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The whole of Souk in a process of its own, on data that is thrown away. */
final class Server implements AutoCloseable {

    /** Whoever asks, among those whose processor time is told. */
    static final String CLIENT = "client";

    /** Tokens of users last as long as any bench. */
    static final String LASTING_TOKENS = "--souk.auth.access-tokens-last=12h";

    private static final String READINESS = "/actuator/health/readiness";
    private static final int PATIENCE_SECONDS = 300;

    /** In each second. */
    private static final int LOOKS = 50;

    private final Process process;
    private final Path data;
    private final int port;
    private final boolean keep;
    private final Thread atExit = new Thread(this::discard);

    private Server(Process process, Path data, int port, boolean keep) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.keep = keep;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** With a PostgreSQL of its own, whose time is counted. */
    static Server start(Settings settings, BenchDatabase database, String... more)
            throws IOException, InterruptedException {
        DatabaseAddress address = database.address();
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--spring.datasource.url=" + address.url(),
                                "--spring.datasource.username=" + address.username(),
                                "--spring.datasource.password=" + address.password()));
        all.addAll(List.of(more));
        return start(settings, all.toArray(String[]::new));
    }

    /** Of this server, of the PostgreSQL with that file, and of whoever asks it. */
    ProcessorTimes processorTimes(Path postgresPidFile) {
        return new ProcessorTimes()
                .of("server", () -> Stream.of(process()))
                .ofServer("PostgreSQL", postgresPidFile)
                .ofThisProcess(CLIENT);
    }

    static Server start(Settings settings, String... more)
            throws IOException, InterruptedException {
        return start(
                settings,
                jar(settings),
                Files.createTempDirectory(settings.scratch(), "bench-data-"),
                false,
                settings.java().stream().toList(),
                more);
    }

    /** On a directory that is there afterwards, too. */
    static Server on(Path data, Path jar, Settings settings, List<String> java)
            throws IOException, InterruptedException {
        return start(settings, jar, data, true, java);
    }

    private static Server start(
            Settings settings, Path jar, Path data, boolean keep, List<String> java, String... more)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(java);
        command.addAll(
                List.of(
                        "-Xmx" + settings.heap(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        jar.toString(),
                        "--server.port=" + port,
                        "--souk.admin.email=" + Merchant.ADMIN_EMAIL,
                        "--souk.admin.password=" + Merchant.ADMIN_PASSWORD,
                        // connections idle while others have their round
                        "--server.tomcat.keep-alive-timeout=10m",
                        "--souk.data=" + data));
        command.addAll(List.of(more));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("server.log").toFile())
                        .start();
        Server server = new Server(process, data, port, keep);
        server.awaitReadiness();
        return server;
    }

    /** What is put under load. */
    static Path jar(Settings settings) {
        return settings.server().orElseGet(() -> built(settings.home()));
    }

    // as ./souk has unpacked it, or else as Maven has packed it
    private static Path built(Path home) {
        for (Path root = home; root != null; root = root.getParent()) {
            Path target = root.resolve("api/all-in-one/target");
            Optional<Path> jar =
                    only(target.resolve("souk"), "*.jar").or(() -> only(target, "*-exec.jar"));
            if (jar.isPresent()) {
                return jar.get();
            }
        }
        throw new IllegalStateException("The server is not built: mvn package does it");
    }

    private static Optional<Path> only(Path directory, String name) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            PathMatcher matcher = directory.getFileSystem().getPathMatcher("glob:" + name);
            return files.filter(file -> matcher.matches(file.getFileName())).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReadiness() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < LOOKS * PATIENCE_SECONDS && process.isAlive(); attempt++) {
            try {
                HttpConnection connection = new HttpConnection(port);
                if (connection.exchange(HttpConnection.get(READINESS)).status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it does not listen yet
            }
            MILLISECONDS.sleep(1_000 / LOOKS);
        }
        List<String> log = Files.readAllLines(data.resolve("server.log"));
        close();
        throw new IllegalStateException(
                "The server did not start:\n"
                        + String.join("\n", log.subList(Math.max(0, log.size() - 40), log.size())));
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    Path postgresPidFile() {
        return BenchDatabase.pidFile(data);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        discard();
    }

    private void discard() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
                process.destroyForcibly();
            }
            if (!keep) {
                FileSystemUtils.deleteRecursively(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
