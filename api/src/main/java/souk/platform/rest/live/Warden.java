package souk.platform.rest.live;

import org.axonframework.eventhandling.DomainEventMessage;

import java.util.List;

/** Knows which events take from somebody what he might do before. */
public interface Warden {

    /** The accounts and sessions that have to come again. */
    List<String> turnAway(DomainEventMessage<?> event);
}
