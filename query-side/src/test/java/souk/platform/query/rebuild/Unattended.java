package souk.platform.query.rebuild;

import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Objects;

import javax.sql.DataSource;

/** Rebuilds that are begun, and then nobody works on them. */
public final class Unattended {

    private Unattended() {}

    @SuppressWarnings("NullAway") // whoever works needs a workshop
    public static Rebuilds rebuilds(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .defaultSchema("projection")
                .createSchemas(true)
                .locations("classpath:db/projection")
                .load()
                .migrate();
        var jdbc = new JdbcTemplate(Objects.requireNonNull(database));
        return new Rebuilds(
                null,
                new RebuildTable(jdbc),
                new Generations(jdbc),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                new ScratchSchemas(jdbc));
    }
}
