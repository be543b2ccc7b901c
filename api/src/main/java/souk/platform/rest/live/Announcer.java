package souk.platform.rest.live;

import org.axonframework.eventhandling.DomainEventMessage;

import java.util.List;
import java.util.Set;

/** Knows what is to be told about the events of its capability, and to whom. */
public interface Announcer {

    /**
     * Its messages are of no others: whoever listens to none of them need not know of the event.
     */
    Set<String> topics();

    /** Waits for nobody. */
    List<Message> announce(DomainEventMessage<?> event, long position);
}
