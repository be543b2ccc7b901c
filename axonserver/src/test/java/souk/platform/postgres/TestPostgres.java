package souk.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.util.FileSystemUtils;

/**
 * One real PostgreSQL for all tests of a JVM, and an empty database in it for whoever asks.
 *
 * <p>Spring tests say {@code @ContextConfiguration(initializers = TestPostgres.Initializer.class)},
 * or call {@link #register} from a {@code @DynamicPropertySource}.
 */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /** The URL, with user and password in it, of a new and empty database. */
    public static String freshDatabase() {
        DatabaseAddress server = Running.SERVER.address();
        String name = "test_" + DATABASES.incrementAndGet();
        try (var connection =
                        DriverManager.getConnection(
                                server.url(), server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Could not create database " + name, e);
        }
        return "%s%s?user=%s&password=%s"
                .formatted(
                        server.url().substring(0, server.url().lastIndexOf('/') + 1),
                        name,
                        server.username(),
                        server.password());
    }

    /** Points a Spring test's context at a new and empty database. */
    public static void register(DynamicPropertyRegistry registry) {
        String url = freshDatabase();
        registry.add("spring.datasource.url", () -> url);
    }

    /** Gives each context a new and empty database, unless the test has named one. */
    public static class Initializer
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            if (!context.getEnvironment().containsProperty("spring.datasource.url")) {
                TestPropertyValues.of("spring.datasource.url=" + freshDatabase()).applyTo(context);
            }
        }
    }

    private static final class Running {

        /** What tests store need not outlive the machine. */
        private static final Map<String, String> CARELESS =
                Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

        static final EmbeddedPostgresServer SERVER = start();

        private static EmbeddedPostgresServer start() {
            try {
                Path directory = Files.createTempDirectory("souk-test-postgres-");
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory, CARELESS);
                // not a plain shutdown hook: those run while contexts are still using the database
                SpringApplication.getShutdownHandlers()
                        .add(
                                () -> {
                                    server.close();
                                    delete(directory);
                                });
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path directory) {
            try {
                FileSystemUtils.deleteRecursively(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
