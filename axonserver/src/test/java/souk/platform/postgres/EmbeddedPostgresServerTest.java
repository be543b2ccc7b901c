package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresServerTest {

    @TempDir Path data;

    @Test
    void forces_every_commit_to_disk() throws SQLException {
        try (var server = EmbeddedPostgresServer.start(data)) {
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "SHOW full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void keeps_its_data_over_a_restart() throws SQLException {
        try (var server = EmbeddedPostgresServer.start(data)) {
            execute(server, "CREATE TABLE kept AS SELECT 'still here' AS what");
        }
        try (var server = EmbeddedPostgresServer.start(data)) {
            assertThat(query(server, "SELECT what FROM kept")).isEqualTo("still here");
        }
    }

    static String query(EmbeddedPostgresServer server, String sql) throws SQLException {
        return query(server.address(), sql);
    }

    static String query(DatabaseAddress at, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(at.url(), at.username(), at.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    static void execute(EmbeddedPostgresServer server, String sql) throws SQLException {
        DatabaseAddress at = server.address();
        try (var connection = DriverManager.getConnection(at.url(), at.username(), at.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
