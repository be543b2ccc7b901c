package souk.audit.command;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.audit.PersonEvent;
import souk.audit.PersonEventPage;
import souk.audit.PersonQuery.ShowPersonEvents;
import souk.audit.PersonQuery.ShowPersonEvents.Wanted;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Happened;
import souk.kernel.EventRecords;
import souk.kernel.EventSecrets;
import souk.kernel.Published;
import souk.kernel.proof.StoredRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tells people the events about them: their own values, and nothing about anybody else. */
@Component
class PersonEvents {

    private static final String HIMSELF = "self";
    private static final String UNREADABLE = "unreadable";

    private final EventRecords records;
    private final EventSecrets secrets;
    private final Trees trees;

    PersonEvents(EventRecords records, EventSecrets secrets, Trees trees) {
        this.records = records;
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
            // one more than is told, to know where to go on
            List<StoredRecord> stream = records.stream(wanted.stream(), from, left + 1);
            for (StoredRecord stored : stream.subList(0, Math.min(left, stream.size()))) {
                Origin origin = Origin.of(stored, trees);
                boolean himself = query.person().value().equals(origin.actor());
                if (wanted.all() || himself) {
                    told(stored, query.person().value(), himself ? HIMSELF : origin.role(), origin)
                            .forEach(items::add);
                }
            }
            if (stream.size() > left) {
                return new PersonEventPage(
                        items, new Place(at, stream.getLast().sequence()).write());
            }
            left -= stream.size();
            from = 0;
        }
        return new PersonEventPage(items, null);
    }

    /** What has become of it by now. That something can't be read keeps nobody from the rest. */
    private Stream<PersonEvent> told(StoredRecord stored, String person, String by, Origin origin) {
        var sight = new Sight(person::equals, () -> secrets.isDisclosed(stored.stream()));
        return records.decode(stored).stream()
                .map(
                        entry ->
                                new PersonEvent(
                                        stored.stream(),
                                        stored.sequence(),
                                        typeOf(entry, stored),
                                        stored.time(),
                                        by,
                                        origin.command(),
                                        payload(entry, sight)));
    }

    private static String typeOf(Entry entry, StoredRecord stored) {
        Published type = entry.payloadType().getAnnotation(Published.class);
        return entry.event() == null || type == null ? stored.type() : type.value();
    }

    private Object payload(Entry entry, Sight sight) {
        Happened event = entry.event();
        return event == null ? UNREADABLE : trees.plain(trees.shown(event.payload(), sight));
    }
}
