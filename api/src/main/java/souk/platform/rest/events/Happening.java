package souk.platform.rest.events;

import org.axonframework.eventhandling.TrackedEventMessage;

import java.util.List;

/** All that is told at one position: one event as a rule, and none where it can't be read. */
public record Happening(long position, List<TrackedEventMessage<?>> events) {

    public Happening {
        events = List.copyOf(events);
    }

    /** Something has happened, but this version does not know what. */
    public boolean isUnreadable() {
        return events.isEmpty();
    }
}
