package souk.platform.store;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Statements that stand for themselves, even while the thread has a transaction open: events are
 * durable at once, so the types and keys they refer to must not vanish with somebody's rollback.
 */
final class OutsideTransactions {

    private OutsideTransactions() {}

    static JdbcOperations on(DataSource dataSource) {
        // Spring binds transactions to the very DataSource object: behind another, there is none
        return new JdbcTemplate(new DelegatingDataSource(dataSource));
    }
}
