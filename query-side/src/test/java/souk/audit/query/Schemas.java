package souk.audit.query;

import org.flywaydb.core.Flyway;

import souk.platform.store.TestLog;

/** Tables as the node would make them. */
final class Schemas {

    private Schemas() {}

    static void create(TestLog log, String schema) {
        Flyway.configure()
                .dataSource(log.url(), null, null)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("classpath:db/" + schema)
                .load()
                .migrate();
    }
}
