package souk.platform.postgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A PostgreSQL of our own: its files below the data directory, its life that of the application.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
    private static final String LOOPBACK = "127.0.0.1";

    /** Recovery after a crash reads up to max_wal_size again, so be patient. */
    private static final String PATIENCE_SECONDS = "600";

    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("listen_addresses", LOOPBACK),
                    Map.entry("unix_socket_directories", "''"),
                    Map.entry("fsync", "on"),
                    Map.entry("synchronous_commit", "on"),
                    Map.entry("full_page_writes", "on"),
                    Map.entry("max_connections", "100"),
                    Map.entry("shared_buffers", "256MB"),
                    Map.entry("max_wal_size", "4GB"),
                    Map.entry("checkpoint_timeout", "15min"),
                    Map.entry("jit", "off"),
                    Map.entry("timezone", "UTC"),
                    Map.entry("log_timezone", "UTC"));

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final DataDirectoryLock lock;
    private final PostgresPrograms programs;
    private final PostgresCluster cluster;
    private final DatabaseAddress address;
    private final PostgresGuard guard;

    private EmbeddedPostgresServer(
            DataDirectoryLock lock,
            Path dataDirectory,
            Map<String, String> settings,
            Duration longestPause)
            throws IOException {
        this.lock = lock;
        OrdinaryUser user = OrdinaryUser.find();
        programs = new PostgresPrograms(PostgresBinaries.unpacked(dataDirectory, user), user);
        cluster = new PostgresCluster(PrivateFiles.directory(dataDirectory.resolve("postgres")));
        cluster.createUnlessPresent(programs, user);
        stopOrphan();
        int port = freePort();
        cluster.setAsideLog();
        startOn(port, settings);
        address =
                new DatabaseAddress(
                        "jdbc:postgresql://%s:%d/%s"
                                .formatted(LOOPBACK, port, PostgresCluster.DATABASE),
                        PostgresCluster.SUPERUSER,
                        cluster.password());
        LOG.info(
                "PostgreSQL listens on {}:{}, its files are in {}",
                LOOPBACK,
                port,
                cluster.directory());
        guard = new PostgresGuard(guarded(port, settings), longestPause);
    }

    /** Starts on files that nobody else is using; creates them where they are missing. */
    public static EmbeddedPostgresServer start(Path dataDirectory) {
        return start(dataDirectory, Map.of());
    }

    static EmbeddedPostgresServer start(Path dataDirectory, Map<String, String> settings) {
        return start(dataDirectory, settings, LONGEST_PAUSE);
    }

    /**
     * @param longestPause between two attempts to start it again when it keeps dying
     */
    static EmbeddedPostgresServer start(
            Path dataDirectory, Map<String, String> settings, Duration longestPause) {
        try {
            Path absolute = PrivateFiles.directory(dataDirectory.toAbsolutePath().normalize());
            DataDirectoryLock lock = DataDirectoryLock.of(absolute);
            try {
                return new EmbeddedPostgresServer(lock, absolute, settings, longestPause);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not start the embedded PostgreSQL in " + dataDirectory, e);
        }
    }

    /** The database of the application. */
    public DatabaseAddress address() {
        return address;
    }

    /** Whether it is up, and how often it has been started again. */
    PostgresGuard.State state() {
        return guard.state();
    }

    @Override
    public void close() {
        guard.leave();
        try (lock) {
            try {
                stopIfAlive();
            } finally {
                guard.close();
            }
            // it may have been about to come up
            stopIfAlive();
            LOG.info("PostgreSQL has stopped");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not stop the embedded PostgreSQL", e);
        }
    }

    /**
     * For who cannot order the ends of things: gives clients a little time to leave by themselves.
     */
    void closeOnceUnused() {
        guard.leave();
        try {
            control("stop", "-m", "smart", "-t", "5");
        } catch (IOException _) {
            LOG.debug("Somebody is still connected, stopping all the same");
        }
        close();
    }

    private void stopOrphan() throws IOException {
        Optional<ProcessHandle> orphan = cluster.server();
        if (orphan.isPresent()) {
            LOG.warn(
                    "PostgreSQL (pid {}) outlived the process that had started it; stopping it"
                            + " first",
                    orphan.get().pid());
            stop();
        }
        cluster.disownRecycledPid();
    }

    private PostgresGuard.Server guarded(int port, Map<String, String> settings) {
        return new PostgresGuard.Server() {

            @Override
            public boolean isAlive() throws IOException {
                return cluster.server().isPresent();
            }

            // where clients look for it, and with what led to its death still in its log
            @Override
            public void startAgain() throws IOException {
                cluster.disownRecycledPid();
                startOn(port, settings);
            }
        };
    }

    private void startOn(int port, Map<String, String> settings) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(SETTINGS);
        all.putAll(settings);
        String options =
                all.entrySet().stream()
                        .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" ", "-p " + port + " ", ""));
        try {
            control("start", "-l", cluster.log().toString(), "-o", options);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "\n" + endOfLog(), e);
        }
    }

    private void stopIfAlive() throws IOException {
        if (cluster.server().isPresent()) {
            stop();
        }
    }

    private void stop() throws IOException {
        control("stop", "-m", "fast");
    }

    private void control(String verb, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(verb, "-D", cluster.data().toString()));
        all.addAll(List.of("-w", "-t", PATIENCE_SECONDS));
        all.addAll(List.of(arguments));
        programs.run("pg_ctl", all);
    }

    private String endOfLog() throws IOException {
        if (!Files.exists(cluster.log())) {
            return "";
        }
        List<String> lines = Files.readAllLines(cluster.log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }
}
