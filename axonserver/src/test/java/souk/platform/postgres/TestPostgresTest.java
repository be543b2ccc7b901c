package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.sql.DriverManager;
import java.sql.SQLException;

class TestPostgresTest {

    @Test
    void gives_everybody_an_empty_database_of_their_own() throws SQLException {
        String first = TestPostgres.freshDatabase();
        try (var connection = DriverManager.getConnection(first);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE mine (id int)");
        }

        try (var connection = DriverManager.getConnection(TestPostgres.freshDatabase());
                var tables = connection.getMetaData().getTables(null, "public", "%", null)) {
            assertThat(tables.next()).isFalse();
        }
    }
}
