package souk.platform.store;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether events can be read, and where they end. */
class EventStoreHealthIndicator implements HealthIndicator {

    private final EventStore events;

    EventStoreHealthIndicator(EventStore events) {
        this.events = events;
    }

    @Override
    public Health health() {
        try {
            var head = events.createHeadToken();
            long position = head == null ? -1 : head.position().orElse(-1);
            return Health.up().withDetail("head", position).build();
        } catch (RuntimeException failure) {
            return Health.down(failure).build(); // not logged: probes ask every few seconds
        }
    }
}
