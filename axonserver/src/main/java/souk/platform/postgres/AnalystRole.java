package souk.platform.postgres;

import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/**
 * Who reads history and views in SQL, and changes nothing. What he may read is granted to him by
 * whoever owns it, so he is there before anybody gets a connection.
 */
final class AnalystRole {

    static final String NAME = "souk_analyst";

    private static final Logger LOG = LoggerFactory.getLogger(AnalystRole.class);

    /** Processes that start together must not change the role at once. */
    private static final long ONE_AT_A_TIME = 0x50_75_6b_52_6f_6c_65L;

    // an idle transaction keeps dead rows from being cleared away, so it ends as well
    private static final String SETTINGS =
            """
            alter role souk_analyst set default_transaction_read_only = on;
            alter role souk_analyst set statement_timeout = '60s';
            alter role souk_analyst set idle_in_transaction_session_timeout = '60s';
            alter role souk_analyst set search_path = events;
            comment on role souk_analyst is 'Reads events and views of Souk, changes nothing'
            """;

    private static final String THERE =
            "exists (select from pg_roles where rolname = '" + NAME + "' and %s)";

    private final DataSource database;
    private final String password;
    private final boolean ours;

    /**
     * @param password without one he can't log in
     * @param ours whether nobody else decides who may log in to this server
     */
    AnalystRole(DataSource database, String password, boolean ours) {
        this.database = database;
        this.password = password;
        this.ours = ours;
    }

    /** Goes without what it may not do: a shop must not fail to open for want of an analyst. */
    void ensure() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + ONE_AT_A_TIME + ")");
            try {
                create(connection, statement);
            } catch (SQLException refused) {
                LOG.warn("The role {} is not as it should be: {}", NAME, refused.getMessage());
            }
        }
    }

    private void create(Connection connection, Statement statement) throws SQLException {
        if (!isTrue(statement, THERE.formatted("true"))) {
            statement.execute("create role " + NAME + " nologin noinherit connection limit 10");
        }
        if (isTrue(statement, THERE.formatted("coalesce(cardinality(rolconfig), 0) < 4"))) {
            statement.execute(SETTINGS);
        }
        if (!password.isBlank()) {
            // sends what can be checked against the password, and not the password
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(NAME, password.toCharArray(), "scram-sha-256");
            statement.execute("alter role " + NAME + " login");
        } else if (ours && isTrue(statement, THERE.formatted("rolcanlogin"))) {
            statement.execute("alter role " + NAME + " nologin");
        }
    }

    private static boolean isTrue(Statement statement, String condition) throws SQLException {
        try (var rows = statement.executeQuery("select " + condition)) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
