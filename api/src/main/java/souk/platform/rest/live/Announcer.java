package souk.platform.rest.live;

import org.axonframework.eventhandling.DomainEventMessage;

import java.util.List;

/** Knows what is to be told about the events of its capability, and to whom. */
public interface Announcer {

    List<Message> announce(DomainEventMessage<?> event, long position);

    /**
     * The accounts and sessions that may not do any more what they might before: they have to come
     * again.
     */
    default List<String> turnAway(DomainEventMessage<?> event) {
        return List.of();
    }
}
