package souk.platform.postgres;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

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
        registry.add("souk.audit.directory", () -> signedOf(url));
    }

    /** What is signed of one database would contradict another. */
    private static Path signedOf(String url) {
        String name = url.substring(url.lastIndexOf('/') + 1).replaceAll("[?].*", "");
        return Running.DIRECTORY.resolve("audit").resolve(name);
    }

    /** Gives each context a new and empty database, unless the test has named one. */
    public static class Initializer
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            String named = context.getEnvironment().getProperty("spring.datasource.url", "");
            String url = named.isEmpty() ? freshDatabase() : named;
            TestPropertyValues.of(
                            "spring.datasource.url=" + url, "souk.audit.directory=" + signedOf(url))
                    .applyTo(context);
        }
    }

    private static final class Running {

        private static final String PREFIX = "souk-test-postgres-";

        /**
         * What tests store need not outlive the machine, and each context that Spring keeps for
         * later keeps its connections, too.
         */
        private static final Map<String, String> CARELESS =
                Map.of(
                        "fsync",
                        "off",
                        "synchronous_commit",
                        "off",
                        "full_page_writes",
                        "off",
                        "max_connections",
                        "400");

        static final Path DIRECTORY = directory();
        static final EmbeddedPostgresServer SERVER = start();

        private static Path directory() {
            try {
                endWhatKilledTestsLeft();
                return Files.createTempDirectory(PREFIX);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static EmbeddedPostgresServer start() {
            EmbeddedPostgresServer server = EmbeddedPostgresServer.start(DIRECTORY, CARELESS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, DIRECTORY)));
            return server;
        }

        private static void endWhatKilledTestsLeft() throws IOException {
            Path parent = Path.of(System.getProperty("java.io.tmpdir"));
            try (var directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
                for (Path directory : directories) {
                    if (Files.isWritable(directory.resolve("souk.lock"))) {
                        endUnlessInUse(directory);
                    }
                }
            }
        }

        private static void endUnlessInUse(Path directory) {
            try {
                EmbeddedPostgresServer.start(directory, CARELESS).close();
            } catch (DataDirectoryInUse _) {
                return; // tests in another JVM
            } catch (UncheckedIOException _) {
                // nothing runs there: it was being deleted when its tests were killed
            }
            delete(directory);
        }

        /** Runs while Spring closes its contexts, which may still need the database. */
        private static void end(EmbeddedPostgresServer server, Path directory) {
            server.closeOnceUnused();
            delete(directory);
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
