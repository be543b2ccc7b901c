package souk.platform.rest.live;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** Makes bulletins of events, with the words of whoever knows them. */
@Component
class Bulletins {

    private static final Logger LOG = LoggerFactory.getLogger(Bulletins.class);

    private final List<Announcer> announcers;

    Bulletins(List<Announcer> announcers) {
        this.announcers = announcers;
    }

    Bulletin of(TrackedEventMessage<?> event, long position) {
        return new Bulletin(
                position, all(event, position, (of, known) -> known.announce(of, position)));
    }

    List<String> turnedAway(TrackedEventMessage<?> event, long position) {
        return all(event, position, (of, known) -> known.turnAway(of));
    }

    private interface Words<T> {
        List<T> of(DomainEventMessage<?> event, Announcer announcer);
    }

    // an event that can't be read must not keep all later ones from being told
    private <T> List<T> all(TrackedEventMessage<?> event, long position, Words<T> words) {
        List<T> all = new ArrayList<>(0);
        if (event instanceof DomainEventMessage<?> ofStream) {
            for (Announcer announcer : announcers) {
                try {
                    all.addAll(words.of(ofStream, announcer));
                } catch (RuntimeException unreadable) {
                    LOG.error("Nobody is told of the event at {}", position, unreadable);
                }
            }
        }
        return all;
    }
}
