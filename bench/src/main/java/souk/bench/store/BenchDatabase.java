package souk.bench.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.util.FileSystemUtils;

import souk.platform.postgres.DatabaseAddress;
import souk.platform.postgres.EmbeddedPostgresServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL for one run, with the settings it has in production, gone afterwards. */
public final class BenchDatabase implements AutoCloseable {

    private final Path directory;
    private final EmbeddedPostgresServer server;
    private final Thread atExit = new Thread(this::discard);

    private BenchDatabase(Path directory) {
        this.directory = directory;
        this.server = EmbeddedPostgresServer.start(directory);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Its files are below the directory: that is the disk that is measured. */
    public static BenchDatabase below(Path parent) throws IOException {
        return new BenchDatabase(
                Files.createTempDirectory(Files.createDirectories(parent), "bench-data-"));
    }

    public Path directory() {
        return directory;
    }

    public Path pidFile() {
        return pidFile(directory);
    }

    /** Where the PostgreSQL of a data directory records its process. */
    public static Path pidFile(Path dataDirectory) {
        return dataDirectory.resolve("postgres/cluster/postmaster.pid");
    }

    public DatabaseAddress address() {
        return server.address();
    }

    /** Another database in the same server. */
    public DatabaseAddress create(String database) throws SQLException {
        execute("create database " + database);
        DatabaseAddress first = address();
        String url = first.url().substring(0, first.url().lastIndexOf('/') + 1) + database;
        return new DatabaseAddress(url, first.username(), first.password());
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect(address())) {
            execute(connection, statements);
        }
    }

    /** Of the event that was stored last. */
    public long lastPosition() throws SQLException {
        try (Connection connection = connect(address());
                var statement = connection.createStatement();
                var row = statement.executeQuery("select max(position) from event_store.event")) {
            row.next();
            return row.getLong(1);
        }
    }

    public static void execute(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.url(), address.username(), address.password());
    }

    public static HikariDataSource pool(DatabaseAddress address, int connections) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(address.url());
        settings.setUsername(address.username());
        settings.setPassword(address.password());
        settings.setMaximumPoolSize(connections);
        return new HikariDataSource(settings);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        discard();
    }

    private void discard() {
        server.close();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
