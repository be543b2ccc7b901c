package souk.platform.rest.live;

import org.axonframework.eventhandling.DomainEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import souk.platform.rest.events.Happening;
import souk.platform.rest.problem.Problems;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Makes bulletins of events, with the words of whoever knows them. */
@Component
class Bulletins {

    private static final Logger LOG = LoggerFactory.getLogger(Bulletins.class);

    private final List<Announcer> announcers;
    private final List<Warden> wardens;

    Bulletins(List<Announcer> announcers, List<Warden> wardens) {
        this.announcers = announcers;
        this.wardens = wardens;
    }

    Bulletin of(Happening happening) {
        return new Bulletin(happening.position(), messages(happening, announcers));
    }

    /** Empty where it is about none of the topics, and then nothing of the event is read. */
    Bulletin of(Happening happening, Set<String> topics) {
        List<Announcer> asked =
                announcers.stream()
                        .filter(announcer -> !Collections.disjoint(announcer.topics(), topics))
                        .toList();
        // if anything, then all: messages are numbered
        return messages(happening, asked).isEmpty()
                ? new Bulletin(happening.position(), List.of())
                : of(happening);
    }

    private static List<Message> messages(Happening happening, List<Announcer> announcers) {
        return all(
                happening,
                announcers,
                (announcer, event) -> announcer.announce(event, happening.position()));
    }

    List<String> turnedAway(Happening happening) {
        return all(happening, wardens, Warden::turnAway);
    }

    // an event that can't be read must not keep all later ones from being told; one that can't be
    // read now is told later, before them
    private static <A, T> List<T> all(
            Happening happening,
            List<A> asked,
            BiFunction<A, DomainEventMessage<?>, List<T>> words) {
        List<T> all = new ArrayList<>(0);
        for (var event : happening.events()) {
            if (event instanceof DomainEventMessage<?> ofStream) {
                for (A one : asked) {
                    try {
                        all.addAll(words.apply(one, ofStream));
                    } catch (RuntimeException unreadable) {
                        if (Problems.passes(unreadable)) {
                            throw unreadable;
                        }
                        LOG.error(
                                "Nobody is told of the event at {}",
                                happening.position(),
                                unreadable);
                    }
                }
            }
        }
        return all;
    }
}
