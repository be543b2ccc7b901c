package souk.audit.command;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
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
 * Events of one stream, and of others that belong to it, in the order in which they were stored. A
 * page takes no more than a certain work: where that is done it ends, be it empty, and the next one
 * goes on there.
 */
@Component
class Timeline {

    /** Most streams have no more events: then all that is known is known with any page. */
    private static final int PIECE = 100;

    /** What is read for one page: of the stream with its neighbours, and of all others. */
    private static final int MOST_RECORDS = 10_000;

    /**
     * @param known all events that were met on the way, by their ids
     * @param next where the next page begins
     * @param total absent also where it would take too long to count
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
    private final int most;

    @Autowired
    Timeline(
            EventRecords records,
            Neighbours neighbours,
            Mentions mentions,
            Moments moments,
            EventSecrets secrets,
            Trees trees) {
        this(records, neighbours, mentions, moments, secrets, trees, MOST_RECORDS);
    }

    Timeline(
            EventRecords records,
            Neighbours neighbours,
            Mentions mentions,
            Moments moments,
            EventSecrets secrets,
            Trees trees,
            int most) {
        this.records = records;
        this.neighbours = neighbours;
        this.mentions = mentions;
        this.moments = moments;
        this.secrets = secrets;
        this.trees = trees;
        this.most = most;
    }

    Page page(ShowHistory query) {
        String stream = query.subject().id();
        if (records.stream(stream, 0, 1).isEmpty()) {
            throw new Rejected(new NotFound(query.subject().kind().one()));
        }
        Filter filter = query.filter();
        long first = filter.from() == null ? 0 : moments.firstFrom(filter.from());
        long last = filter.to() == null ? Long.MAX_VALUE : moments.lastBy(filter.to());
        Bookmark begin = query.after() == null ? null : Bookmark.read(query.after());
        long after = begin == null ? first - 1 : Math.max(first - 1, begin.position());
        var reading = new Walkthrough(query, after, last);
        reading.readFrom(
                begin == null
                        ? ownBefore(stream, first)
                        : lastOwnBy(after, begin.sequence(), stream),
                query.limit());
        List<Told> rest = reading.matching();
        boolean more = rest.size() > query.limit();
        List<Told> items = more ? rest.subList(0, query.limit()) : rest;
        Bookmark next =
                more
                        ? reading.bookmark(items.getLast().position())
                        : reading.isComplete() ? null : reading.bookmark(reading.completeTo);
        return new Page(
                items,
                reading.known,
                next == null ? null : next.write(),
                query.total() ? total(query, first, last) : null);
    }

    private long ownBefore(String stream, long first) {
        return first <= 0
                ? 0
                : Math.max(
                        0,
                        new Seek(records).firstAfter(stream, first - 1, -1, new Allowance(most))
                                - 1);
    }

    // anybody may write a bookmark: the sequence of an honest one is the answer already
    private long lastOwnBy(long position, long sequence, String stream) {
        return new Seek(records).firstAfter(stream, position, sequence, new Allowance(most)) - 1;
    }

    private @Nullable Long total(ShowHistory query, long first, long last) {
        var all = new Walkthrough(query, first - 1, last);
        all.readFrom(ownBefore(query.subject().id(), first), Integer.MAX_VALUE);
        return all.isComplete() ? (Long) (long) all.matching().size() : null;
    }

    private final class Walkthrough {

        private final String stream;
        private final Filter filter;
        private final long after;
        private final long last;
        private final NavigableMap<Long, Told> found = new TreeMap<>();
        private final NavigableMap<Long, Long> sequences = new TreeMap<>();
        private final Map<String, Told> known = new HashMap<>();
        private final List<Told> around = new ArrayList<>();
        private long sequence;
        private long completeTo = -1;
        private boolean atEnd;

        Walkthrough(ShowHistory query, long after, long last) {
            this.stream = query.subject().id();
            this.filter = query.filter();
            this.after = after;
            this.last = last;
        }

        void readFrom(long first, int limit) {
            sequence = first;
            var ofStream = new Allowance(most);
            readOn(ofStream);
            while (!isComplete()
                    && (completeTo <= after
                            || !ofStream.isUsedUp() && matching().size() <= limit)) {
                readOn(ofStream);
            }
            if (first > 0) {
                beginning();
            }
            List<Told> soFar = matching();
            long wanted = soFar.size() > limit ? soFar.get(limit).position() : last;
            Mentions.Naming naming =
                    mentions.of(
                            stream,
                            around,
                            after,
                            Math.min(wanted, completeTo),
                            new Allowance(most));
            naming.events().forEach(this::add);
            completeTo = Math.min(completeTo, naming.completeTo());
        }

        /** The next events of the stream, and what was stored together with them. */
        private void readOn(Allowance allowance) {
            List<Told> own = own(sequence, allowance);
            Neighbours.Around more = neighbours.of(own, allowance);
            atEnd = own.size() < PIECE && more.covered() == own.size();
            sequence += more.covered();
            completeTo = atEnd ? Long.MAX_VALUE : own.get(more.covered() - 1).position();
            for (Told event : own.subList(0, more.covered())) {
                sequences.put(event.position(), event.stored().sequence());
                meet(event);
            }
            more.events().forEach(this::meet);
        }

        // its first events say where it leads, besides those at hand
        private void beginning() {
            var allowance = new Allowance(most);
            List<Told> own = own(0, allowance);
            own.forEach(this::meet);
            neighbours.of(own, allowance).events().forEach(this::meet);
        }

        private List<Told> own(long from, Allowance allowance) {
            return allowance.taken(records.stream(stream, from, PIECE)).stream()
                    .map(this::ownTold)
                    .toList();
        }

        private Told ownTold(StoredRecord stored) {
            return new Told(stored, Origin.of(stored, trees), Relation.OWN);
        }

        private void meet(Told event) {
            around.add(event);
            add(event);
        }

        private void add(Told event) {
            if (secrets.isUntold(event.stored())) {
                return;
            }
            found.putIfAbsent(event.position(), event);
            known.putIfAbsent(event.stored().id(), event);
        }

        boolean isComplete() {
            return completeTo == Long.MAX_VALUE || completeTo >= last;
        }

        List<Told> matching() {
            return found.values().stream()
                    .filter(event -> event.position() > after && event.position() <= last)
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
