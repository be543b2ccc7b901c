package souk.platform.store;

import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether Axon Server is connected and knows all our handlers. */
class AxonServerHealthIndicator implements HealthIndicator {

    private final AxonServerConnectionManager connections;
    private final AxonServerConfiguration settings;

    AxonServerHealthIndicator(
            AxonServerConnectionManager connections, AxonServerConfiguration settings) {
        this.connections = connections;
        this.settings = settings;
    }

    @Override
    public Health health() {
        String context = settings.getContext();
        Health.Builder health =
                Health.up()
                        .withDetail("servers", settings.getServers())
                        .withDetail("context", context);
        if (!connections.isConnected(context)) {
            return health.down().withDetail("missing", "the connection to Axon Server").build();
        }
        if (!connections.getConnection(context).isReady()) {
            return health.down().withDetail("missing", "the subscription of our handlers").build();
        }
        return health.build();
    }
}
