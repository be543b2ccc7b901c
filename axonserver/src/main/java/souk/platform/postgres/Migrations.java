package souk.platform.postgres;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/**
 * Brings every schema up to date that has a folder {@code db/<schema>} on the class path.
 *
 * <p>A dozen Flyways that find nothing to do cost seconds at each start. So a schema that is up to
 * date carries the fingerprint of its migrations as its comment, which lives and dies with it; only
 * a schema without it, or with another, is given to Flyway.
 */
final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String MARK = "migrated: ";

    /** Any number will do, as long as all processes that migrate this database lock the same. */
    private static final long ONE_AT_A_TIME = 0x50_75_6b_4d_69_67L;

    private final DataSource database;
    private final ClassLoader classPath;

    Migrations(DataSource database, ClassLoader classPath) {
        this.database = database;
        this.classPath = classPath;
    }

    void apply() throws IOException, SQLException {
        List<SchemaMigration> all = SchemaMigration.on(classPath);
        try (Connection connection = database.getConnection()) {
            if (outdated(all, connection).isEmpty()) {
                return;
            }
            // held by this session, so it ends with it
            try (var lock = connection.prepareStatement("SELECT pg_advisory_lock(?)")) {
                lock.setLong(1, ONE_AT_A_TIME);
                lock.execute();
            }
            for (SchemaMigration migration : outdated(all, connection)) {
                migrate(migration);
                mark(migration, connection);
            }
        }
    }

    private static List<SchemaMigration> outdated(List<SchemaMigration> all, Connection connection)
            throws SQLException {
        Map<String, String> comments = commentsBySchema(connection);
        return all.stream()
                .filter(it -> !(MARK + it.fingerprint()).equals(comments.get(it.schema())))
                .toList();
    }

    private static Map<String, String> commentsBySchema(Connection connection) throws SQLException {
        Map<String, String> comments = new HashMap<>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT nspname, obj_description(oid, 'pg_namespace')
                                FROM pg_namespace
                                """)) {
            while (rows.next()) {
                comments.put(rows.getString(1), rows.getString(2));
            }
        }
        return comments;
    }

    private void migrate(SchemaMigration migration) {
        int applied =
                Flyway.configure(classPath)
                        .dataSource(database)
                        .defaultSchema(migration.schema())
                        .createSchemas(true)
                        .locations("classpath:db/" + migration.schema())
                        .load()
                        .migrate()
                        .migrationsExecuted;
        LOG.info("Schema {} is up to date, {} migrations applied", migration.schema(), applied);
    }

    private static void mark(SchemaMigration migration, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "COMMENT ON SCHEMA \"%s\" IS '%s%s'"
                            .formatted(migration.schema(), MARK, migration.fingerprint()));
        }
    }
}
