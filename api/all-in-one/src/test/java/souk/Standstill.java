package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** A table of a house whose updates get no further, so that it can be killed amid them. */
final class Standstill implements AutoCloseable {

    private static final String HELD = "wait_event = 'PgSleep'";

    private final Connection connection;
    private final String table;

    private Standstill(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    static Standstill of(String table, House house) throws Exception {
        Path server = house.data().resolve("postgres");
        String port = Files.readAllLines(server.resolve("cluster/postmaster.pid")).get(3).strip();
        Connection connection =
                DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/souk",
                        "souk",
                        Files.readString(server.resolve("password")));
        return new Standstill(connection, table);
    }

    void run(String sql) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String query) throws Exception {
        return Long.parseLong(text(query));
    }

    String text(String query) throws Exception {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    /** From now on updates that are like this get no further, whoever is connected. */
    void hold(String update) throws Exception {
        run(
                """
                create or replace function projection.hold() returns trigger language plpgsql as
                $$ begin perform pg_sleep(3600); return new; end $$;
                create trigger hold before update on %s for each row
                  when (%s) execute function projection.hold()
                """
                        .formatted(table, update));
    }

    void awaitHeld() {
        await().atMost(Duration.ofMinutes(1))
                .pollInSameThread()
                .until(() -> number("select count(*) from pg_stat_activity where " + HELD) == 1);
    }

    /** Nothing that was about to be done is done any more. */
    void letNothingThrough() throws Exception {
        run(
                """
                select pg_terminate_backend(pid, 10000) from pg_stat_activity where %s;
                drop trigger hold on %s
                """
                        .formatted(HELD, table));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
