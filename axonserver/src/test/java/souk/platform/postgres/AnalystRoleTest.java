package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.SQLException;

class AnalystRoleTest {

    private static final String PASSWORD = "it's a secret";

    private final PGSimpleDataSource database = new PGSimpleDataSource();

    AnalystRoleTest() {
        database.setUrl(TestPostgres.freshDatabase());
    }

    private JdbcTemplate analyst() {
        var his = new PGSimpleDataSource();
        his.setUrl(database.getUrl().replaceAll("\\?.*", ""));
        his.setUser(AnalystRole.NAME);
        his.setPassword(PASSWORD);
        return new JdbcTemplate(his);
    }

    private void ensure(String password, boolean ours) throws SQLException {
        new AnalystRole(database, password, ours).ensure();
    }

    private static String show(JdbcTemplate sql, String setting) {
        return sql.queryForObject("show " + setting, String.class);
    }

    @Test
    void reads_only_and_not_for_ever() throws SQLException {
        ensure(PASSWORD, true);

        JdbcTemplate analyst = analyst();

        assertThat(show(analyst, "default_transaction_read_only")).isEqualTo("on");
        assertThat(show(analyst, "statement_timeout")).isEqualTo("1min");
        assertThat(show(analyst, "idle_in_transaction_session_timeout")).isEqualTo("1min");
        assertThatThrownBy(() -> analyst.execute("create table own (id int)"))
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void logs_in_only_as_long_as_there_is_a_password() throws SQLException {
        ensure(PASSWORD, true);
        assertThat(show(analyst(), "server_version")).isNotEmpty();

        ensure("", true);

        assertThatThrownBy(() -> show(analyst(), "server_version"))
                .hasStackTraceContaining("not permitted to log in");
    }

    @Test
    void of_a_server_that_is_not_ours_keeps_what_was_decided_there() throws SQLException {
        ensure(PASSWORD, true);

        ensure("", false);

        assertThat(show(analyst(), "server_version")).isNotEmpty();
    }

    @Test
    void is_done_without_where_we_may_not_change_it() throws SQLException {
        ensure(PASSWORD, true);
        var powerless = new PGSimpleDataSource();
        powerless.setUrl(database.getUrl().replaceAll("\\?.*", ""));
        powerless.setUser(AnalystRole.NAME);
        powerless.setPassword(PASSWORD);

        new AnalystRole(powerless, "another", true).ensure();

        assertThat(show(analyst(), "server_version")).isNotEmpty();
    }
}
