package souk.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The database of a shop: the one that is named, or the one below a data directory. */
final class Shop {

    private static final String ANALYST = "souk_analyst";
    private static final int LINE_OF_PORT = 3;

    private Shop() {}

    /** As an analyst, whoever lets us in: a file must not hold what he may not see. */
    static Connection open(Map<String, String> environment) throws SQLException, IOException {
        Connection connection = connect(environment);
        try (var statement = connection.createStatement()) {
            statement.execute("set role " + ANALYST);
            statement.execute("set default_transaction_read_only = on");
            statement.execute("set statement_timeout = 0");
            statement.execute("set timezone = 'UTC'");
            return connection;
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
    }

    private static Connection connect(Map<String, String> environment)
            throws SQLException, IOException {
        String url = environment.getOrDefault("SPRING_DATASOURCE_URL", "");
        if (!url.isBlank()) {
            var settings = new Properties();
            putIfNamed(settings, "user", environment.get("SPRING_DATASOURCE_USERNAME"));
            putIfNamed(settings, "password", environment.get("SPRING_DATASOURCE_PASSWORD"));
            return DriverManager.getConnection(url, settings);
        }
        Path data = Path.of(environment.getOrDefault("SOUK_DATA", "data"));
        Path pid = data.resolve("postgres/cluster/postmaster.pid");
        if (!Files.exists(pid)) {
            throw new Misunderstanding(
                    "no shop is up in "
                            + data
                            + ": start it with ./souk up, or name a PostgreSQL with"
                            + " SPRING_DATASOURCE_URL.");
        }
        List<String> lines = Files.readAllLines(pid);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + lines.get(LINE_OF_PORT).strip() + "/souk",
                "souk",
                Files.readString(data.resolve("postgres/password")));
    }

    private static void putIfNamed(
            Properties settings, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null && !value.isBlank()) {
            settings.put(name, value);
        }
    }
}
