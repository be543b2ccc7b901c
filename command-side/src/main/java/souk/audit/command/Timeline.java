package souk.audit.command;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.audit.HistoryItem.Relation;
import souk.audit.HistoryQuery.Filter;
import souk.audit.HistoryQuery.ShowHistory;
import souk.kernel.CommonRejection.NotFound;
import souk.kernel.EventRecords;
import souk.kernel.EventSecrets;
import souk.kernel.Rejected;
import souk.kernel.proof.StoredRecord;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Events of one stream, and of others that belong to it, in the order in which they were stored.
 */
@Component
class Timeline {

    /** Most streams have no more events: then all that is known is known with any page. */
    private static final int PIECE = 100;

    /**
     * @param known all events that were met on the way, by their ids
     * @param next where the next page begins
     */
    record Page(
            List<Told> items,
            Map<String, Told> known,
            @Nullable String next,
            @Nullable Long total) {}

    private final EventRecords records;
    private final Neighbours neighbours;
    private final Mentions mentions;
    private final Moments moments;
    private final EventSecrets secrets;
    private final Trees trees;

    Timeline(
            EventRecords records,
            Neighbours neighbours,
            Mentions mentions,
            Moments moments,
            EventSecrets secrets,
            Trees trees) {
        this.records = records;
        this.neighbours = neighbours;
        this.mentions = mentions;
        this.moments = moments;
        this.secrets = secrets;
        this.trees = trees;
    }

    Page page(ShowHistory query) {
        String stream = query.subject().id();
        if (records.stream(stream, 0, 1).isEmpty()) {
            throw new Rejected(new NotFound(query.subject().kind().one()));
        }
        Filter filter = query.filter();
        long first = filter.from() == null ? 0 : moments.firstFrom(filter.from());
        long last = filter.to() == null ? Long.MAX_VALUE : moments.lastBy(filter.to());
        Bookmark begin = query.after() == null ? new Bookmark(-1, 0) : Bookmark.read(query.after());
        var reading = new Walkthrough(stream, filter, query.total() ? 0 : begin.sequence());
        reading.readUntil(
                query.total() ? Integer.MAX_VALUE : query.limit(),
                Math.max(first, begin.position() + 1),
                last);
        List<Told> all = reading.matching(first, last);
        List<Told> rest =
                all.stream().filter(event -> event.position() > begin.position()).toList();
        boolean more = rest.size() > query.limit();
        List<Told> items = more ? rest.subList(0, query.limit()) : rest;
        return new Page(
                items,
                reading.known,
                more ? reading.bookmark(items.getLast().position()).write() : null,
                query.total() ? (long) all.size() : null);
    }

    /**
     * Where a page ended.
     *
     * @param sequence of an event of the stream itself from which to read on
     */
    private record Bookmark(long position, long sequence) {

        static Bookmark read(String text) {
            int dash = text.indexOf('-');
            return new Bookmark(
                    Long.parseLong(text.substring(0, dash)),
                    Long.parseLong(text.substring(dash + 1)));
        }

        String write() {
            return position + "-" + sequence;
        }
    }

    private final class Walkthrough {

        private final String stream;
        private final Filter filter;
        private final NavigableMap<Long, Told> found = new TreeMap<>();
        private final NavigableMap<Long, Long> sequences = new TreeMap<>();
        private final Map<String, Told> known = new HashMap<>();
        private long sequence;
        private long completeTo = -1;
        private boolean atEnd;

        Walkthrough(String stream, Filter filter, long from) {
            this.stream = stream;
            this.filter = filter;
            this.sequence = from < PIECE ? 0 : from;
        }

        void readUntil(int limit, long first, long last) {
            boolean atStart = sequence == 0;
            List<Told> around = readOn();
            if (!atStart) {
                around = new ArrayList<>(around);
                around.addAll(beginning());
            }
            // also where they are not asked for: they say what led to the others
            mentions.of(stream, around).forEach(this::add);
            while (!atEnd && completeTo <= last && matching(first, last).size() <= limit) {
                readOn();
            }
        }

        /** The next events of the stream, and what was stored together with them. */
        private List<Told> readOn() {
            List<Told> own = own(sequence);
            sequence += own.size();
            atEnd = own.size() < PIECE;
            completeTo = atEnd ? Long.MAX_VALUE : own.getLast().position();
            own.forEach(event -> sequences.put(event.position(), event.stored().sequence()));
            List<Told> around = withNeighbours(own);
            around.forEach(this::add);
            return around;
        }

        // of a long stream, its first events say where it leads, besides those at hand
        private List<Told> beginning() {
            return withNeighbours(own(0));
        }

        private List<Told> own(long from) {
            return records.stream(stream, from, PIECE).stream().map(this::ownTold).toList();
        }

        private Told ownTold(StoredRecord stored) {
            return new Told(stored, Origin.of(stored, trees), Relation.OWN);
        }

        private List<Told> withNeighbours(List<Told> own) {
            if (own.isEmpty()) {
                return own;
            }
            List<Told> around = new ArrayList<>(own);
            around.addAll(neighbours.of(own));
            return around;
        }

        private void add(Told event) {
            if (secrets.isUntold(event.stored())) {
                return;
            }
            found.putIfAbsent(event.position(), event);
            known.putIfAbsent(event.stored().id(), event);
        }

        List<Told> matching(long first, long last) {
            return found.values().stream()
                    .filter(event -> event.position() >= first && event.position() <= last)
                    .filter(event -> event.position() <= completeTo)
                    .filter(event -> event.passes(filter))
                    .toList();
        }

        /** From the event of the stream that is not after it: others were stored with that one. */
        Bookmark bookmark(long position) {
            Map.Entry<Long, Long> own = sequences.floorEntry(position);
            return new Bookmark(position, own == null ? 0 : own.getValue());
        }
    }
}
