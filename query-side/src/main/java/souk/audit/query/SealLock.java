package souk.audit.query;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/** One sealer at a time, in the whole cluster. */
final class SealLock {

    private static final int LOG = 5_430_124;

    private final DataSource database;

    SealLock(DataSource database) {
        this.database = database;
    }

    /** Null if another has it. */
    @Nullable Held tryTake() throws SQLException {
        Held held = new Held(database.getConnection());
        boolean taken = false;
        try {
            taken =
                    Boolean.TRUE.equals(
                            held.jdbc.queryForObject(
                                    "select pg_try_advisory_lock(?, 0)", Boolean.class, LOG));
            return taken ? held : null;
        } finally {
            if (!taken) {
                held.connection.close();
            }
        }
    }

    /** Waits for another to be done with it, but no longer than that. */
    Held take(Duration patience) throws SQLException {
        Held held = new Held(database.getConnection());
        boolean taken = false;
        try {
            held.jdbc.execute("set lock_timeout = " + patience.toMillis());
            try {
                held.jdbc.query("select pg_advisory_lock(?, 0)", _ -> {}, LOG);
            } finally {
                held.jdbc.execute("reset lock_timeout");
            }
            taken = true;
            return held;
        } finally {
            if (!taken) {
                held.connection.close();
            }
        }
    }

    /** A connection that holds the lock: whatever ends the one ends the other. */
    static final class Held implements AutoCloseable {

        private final Connection connection;
        private final JdbcOperations jdbc;
        private final TransactionTemplate transaction;

        private Held(Connection connection) {
            this.connection = connection;
            var only = new SingleConnectionDataSource(connection, true);
            this.jdbc = new JdbcTemplate(only);
            this.transaction = new TransactionTemplate(new JdbcTransactionManager(only));
        }

        LogTable table() {
            return new LogTable(jdbc);
        }

        /** On disk when it has committed. */
        void inTransaction(Runnable work) {
            transaction.executeWithoutResult(
                    _ -> {
                        jdbc.execute("set local synchronous_commit = on");
                        work.run();
                    });
        }

        @Override
        public void close() throws SQLException {
            try (connection) {
                jdbc.query("select pg_advisory_unlock(?, 0)", _ -> {}, LOG);
            }
        }
    }
}
