package souk.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import souk.platform.store.TestLog;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class SealLockTest {

    private final TestLog log = new TestLog();
    private final List<Connection> given = new ArrayList<>();
    private boolean broken;

    private final SealLock lock =
            new SealLock(
                    new DelegatingDataSource(log.database()) {
                        @Override
                        public Connection getConnection() throws SQLException {
                            Connection connection = super.getConnection();
                            given.add(connection);
                            if (broken) {
                                fail(connection);
                            }
                            return connection;
                        }
                    });

    // nothing works in a transaction in which something has failed
    private static void fail(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select 1 / 0"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void gives_the_connection_back_where_it_can_not_be_taken() throws SQLException {
        broken = true;
        assertThatThrownBy(lock::tryTake).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> lock.take(Duration.ofSeconds(1)))
                .isInstanceOf(DataAccessException.class);

        assertThat(given).hasSize(2);
        for (Connection each : given) {
            assertThat(each.isClosed()).isTrue();
        }
    }

    @Test
    void is_waited_for_no_longer_than_that() throws SQLException {
        try (SealLock.Held held = lock.take(Duration.ofSeconds(1))) {
            assertThat(held.table()).isNotNull();
            assertThatThrownBy(() -> lock.take(Duration.ofMillis(50)))
                    .isInstanceOf(DataAccessException.class);
            assertThat(given.getLast().isClosed()).isTrue();
        }
        try (SealLock.Held held = lock.take(Duration.ofSeconds(1))) {
            assertThat(held.table()).isNotNull();
        }
    }
}
