package souk.platform.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.platform.postgres.TestPostgres;

class ProjectionLockTest {

    @Test
    void batches_wait_for_the_disk_and_so_does_everybody() {
        var connection = new SingleConnectionDataSource(TestPostgres.freshDatabase(), true);
        try {
            var jdbc = new JdbcTemplate(connection);
            jdbc.execute("set synchronous_commit = on"); // which tests are spared otherwise
            var transaction = new TransactionTemplate(new JdbcTransactionManager(connection));
            var lock = new ProjectionLock(jdbc, "probe.view");

            String inBatch =
                    transaction.execute(
                            _ -> {
                                lock.share();
                                return durability(jdbc);
                            });
            String ofLetter =
                    transaction.execute(
                            _ -> {
                                lock.own();
                                return durability(jdbc);
                            });

            assertThat(inBatch).isEqualTo("on");
            assertThat(ofLetter).isEqualTo("on");
            assertThat(durability(jdbc)).isEqualTo("on");
        } finally {
            connection.destroy();
        }
    }

    private static String durability(JdbcTemplate jdbc) {
        return String.valueOf(jdbc.queryForObject("show synchronous_commit", String.class));
    }
}
