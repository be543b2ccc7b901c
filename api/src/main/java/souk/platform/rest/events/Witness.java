package souk.platform.rest.events;

import org.axonframework.eventhandling.TrackedEventMessage;

/** Sees all events of all nodes, one after the other, as they are stored. */
public interface Witness {

    /**
     * Here it begins, or goes on: no event is left out in between.
     *
     * @param from the position after which events come
     * @param head the last position there is: up to it events are old
     */
    void begin(long from, long head);

    void see(TrackedEventMessage<?> event, long position);

    /** For a while nobody tells what happens. */
    void pause();
}
