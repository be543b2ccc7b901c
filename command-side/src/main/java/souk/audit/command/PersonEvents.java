package souk.audit.command;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.audit.PersonEvent;
import souk.audit.PersonEventPage;
import souk.audit.PersonQuery.ShowPersonEvents;
import souk.audit.PersonQuery.ShowPersonEvents.Wanted;
import souk.kernel.EventSecrets;
import souk.kernel.MessageKeys;
import souk.kernel.Published;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Tells people the events about them: their own values, and nothing about anybody else. */
@Component
class PersonEvents {

    private static final String HIMSELF = "self";

    private final ObjectProvider<EventStore> events;
    private final EventSecrets secrets;
    private final Trees trees;

    PersonEvents(ObjectProvider<EventStore> events, EventSecrets secrets, Trees trees) {
        this.events = events;
        this.secrets = secrets;
        this.trees = trees;
    }

    /** Where a page ended: which of the streams, and its next event. */
    private record Place(int stream, long sequence) {

        static Place read(@Nullable String text) {
            if (text == null) {
                return new Place(0, 0);
            }
            int dash = text.indexOf('-');
            return new Place(
                    Integer.parseInt(text.substring(0, dash)),
                    Long.parseLong(text.substring(dash + 1)));
        }

        String write() {
            return stream + "-" + sequence;
        }
    }

    @QueryHandler
    PersonEventPage handle(ShowPersonEvents query) {
        Place begin = Place.read(query.after());
        List<PersonEvent> items = new ArrayList<>();
        int left = query.limit();
        long from = begin.sequence();
        for (int at = begin.stream(); at < query.streams().size(); at++) {
            Wanted wanted = query.streams().get(at);
            Iterator<? extends DomainEventMessage<?>> stream =
                    events.getObject().readEvents(wanted.stream(), from).asStream().iterator();
            while (stream.hasNext()) {
                DomainEventMessage<?> event = stream.next();
                if (left == 0) {
                    return new PersonEventPage(
                            items, new Place(at, event.getSequenceNumber()).write());
                }
                left--;
                if (wanted.all() || query.person().value().equals(actor(event))) {
                    items.add(told(event, query.person().value()));
                }
            }
            from = 0;
        }
        return new PersonEventPage(items, null);
    }

    private PersonEvent told(DomainEventMessage<?> event, String person) {
        String stream = event.getAggregateIdentifier();
        var sight = new Sight(person::equals, () -> secrets.isDisclosed(stream));
        Published type =
                Objects.requireNonNull(event.getPayloadType().getAnnotation(Published.class));
        return new PersonEvent(
                stream,
                event.getSequenceNumber(),
                type.value(),
                event.getTimestamp(),
                person.equals(actor(event))
                        ? HIMSELF
                        : Objects.requireNonNullElse(text(event, MessageKeys.ROLE), Origin.SYSTEM),
                text(event, MessageKeys.COMMAND),
                trees.plain(trees.shown(event.getPayload(), sight)));
    }

    private static @Nullable String actor(DomainEventMessage<?> event) {
        return text(event, MessageKeys.ACTOR);
    }

    private static @Nullable String text(DomainEventMessage<?> event, String key) {
        Object value = event.getMetaData().get(key);
        return value == null ? null : value.toString();
    }
}
