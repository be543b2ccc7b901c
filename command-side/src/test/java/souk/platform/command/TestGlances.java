package souk.platform.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;

/** Glances at what a fixture has stored. */
public final class TestGlances {

    private TestGlances() {}

    public static Glances at(ObjectProvider<EventStore> events) {
        return new Glances(events, _ -> false);
    }
}
