package souk.platform.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Brings every schema up to date that has a folder {@code db/<schema>} on the class path. */
final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    static void applyTo(DataSource database) throws IOException, SQLException {
        for (String schema : schemas()) {
            int applied = flywayOf(schema, database).migrate().migrationsExecuted;
            if (applied > 0) {
                LOG.info("Schema {} has been brought up to date by {} migrations", schema, applied);
            }
        }
    }

    private static Set<String> schemas() throws IOException {
        Set<String> schemas = new TreeSet<>();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:db/*/*.sql")) {
            String[] path = file.getURL().getPath().split("/");
            schemas.add(path[path.length - 2]);
        }
        return schemas;
    }

    private static Flyway flywayOf(String schema, DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("classpath:db/" + schema)
                .load();
    }
}
