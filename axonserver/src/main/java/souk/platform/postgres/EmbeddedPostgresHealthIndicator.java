package souk.platform.postgres;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the PostgreSQL of our own is up, or is being started again. */
class EmbeddedPostgresHealthIndicator implements HealthIndicator {

    private final EmbeddedPostgresServer server;

    EmbeddedPostgresHealthIndicator(EmbeddedPostgresServer server) {
        this.server = server;
    }

    @Override
    public Health health() {
        PostgresGuard.State state = server.state();
        Health.Builder health =
                state.failure() == null
                        ? Health.up()
                        : Health.down().withDetail("failure", state.failure());
        return health.withDetail("restarts", state.restarts()).build();
    }
}
