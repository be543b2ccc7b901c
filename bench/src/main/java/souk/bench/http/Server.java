package souk.bench.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import org.springframework.util.FileSystemUtils;

import souk.bench.Settings;
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

    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path data;
    private final int port;
    private final Thread atExit = new Thread(this::discard);

    private Server(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** For a server that works on this database instead of one of its own. */
    static String[] argumentsFor(DatabaseAddress database) {
        return new String[] {
            "--spring.datasource.url=" + database.url(),
            "--spring.datasource.username=" + database.username(),
            "--spring.datasource.password=" + database.password()
        };
    }

    static Server start(Settings settings, String... more)
            throws IOException, InterruptedException {
        Path jar = settings.server().orElseGet(() -> built(settings.home()));
        Path data = Files.createTempDirectory(settings.scratch(), "bench-data-");
        int port = freePort();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx1g",
                                "--enable-native-access=ALL-UNNAMED",
                                "-jar",
                                jar.toString(),
                                "--server.port=" + port,
                                "--souk.admin.email=" + Merchant.ADMIN_EMAIL,
                                "--souk.admin.password=" + Merchant.ADMIN_PASSWORD,
                                // connections idle while others have their round
                                "--server.tomcat.keep-alive-timeout=10m",
                                "--souk.data=" + data));
        settings.java().ifPresent(option -> command.add(1, option));
        command.addAll(List.of(more));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("server.log").toFile())
                        .start();
        Server server = new Server(process, data, port);
        server.awaitReadiness();
        return server;
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
        for (int attempt = 0; attempt < 10 * PATIENCE_SECONDS && process.isAlive(); attempt++) {
            try {
                HttpConnection connection = new HttpConnection(port);
                if (connection.exchange(HttpConnection.get("/api/ping")).status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it does not listen yet
            }
            MILLISECONDS.sleep(100);
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
            FileSystemUtils.deleteRecursively(data);
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
