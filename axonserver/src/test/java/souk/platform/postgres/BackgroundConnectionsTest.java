package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

class BackgroundConnectionsTest {

    /** Of the fields behind the name. */
    private static final int NICENESS = 16;

    private final DataSource plain = new DriverManagerDataSource(TestPostgres.freshDatabase());
    private final DataSource background = new BackgroundConnections(plain);

    private static String ask(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    // the name may hold blanks
    private static int niceness(Connection connection) throws SQLException, IOException {
        Path stat = Path.of("/proc", ask(connection, "select pg_backend_pid()"), "stat");
        String state = Files.readString(stat);
        return Integer.parseInt(state.substring(state.lastIndexOf(')') + 2).split(" ")[NICENESS]);
    }

    @Test
    void give_way_to_all_others() throws SQLException, IOException {
        assumeThat(Path.of("/proc/self/stat"))
                .as("a system that tells the priority of processes")
                .exists();
        try (Connection given = background.getConnection();
                Connection other = plain.getConnection()) {
            await().untilAsserted(() -> assertThat(niceness(given)).isGreaterThan(niceness(other)));
        }
    }

    @Test
    void end_what_takes_long_when_nobody_waits_for_it_any_more() throws SQLException {
        try (Connection given = background.getConnection()) {
            assertThat(ask(given, "show client_connection_check_interval")).isEqualTo("2s");
        }
    }
}
