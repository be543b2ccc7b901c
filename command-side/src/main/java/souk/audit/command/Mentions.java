package souk.audit.command;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.audit.HistoryItem.Relation;
import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Events of other streams that name this one. Looked for where this one leads: in streams that its
 * events name, that were changed together with it, or that have its id but for the prefix.
 */
@Component
class Mentions {

    /** Of an id, without its prefix. */
    private static final int BODY = 26;

    private static final int MOST_STREAMS = 64;
    private static final int LONGEST_PIECE = 500;

    /** In a long stream, what is about us is near to what happened together with us. */
    private static final int NEAR = 500;

    /**
     * @param completeTo all of them are known up to this position
     */
    record Naming(List<Told> events, long completeTo) {}

    private final EventRecords records;
    private final Folds folds;
    private final Trees trees;
    private final Seek seek;

    Mentions(EventRecords records, Folds folds, Trees trees) {
        this.records = records;
        this.folds = folds;
        this.trees = trees;
        this.seek = new Seek(records);
    }

    /**
     * In the order of positions over all streams, so that it is known how far nothing is missing
     * where there are more than may be read at once.
     *
     * @param around events of the stream, and those that were stored together with them
     * @param after the position from which on they are wanted: further at least than this
     * @param last and up to which
     */
    Naming of(String stream, List<Told> around, long after, long last, Allowance allowance) {
        Map<String, Long> leads = leads(stream, around);
        int piece =
                Math.clamp(
                        allowance.left() / Math.max(1, Math.min(leads.size(), MOST_STREAMS)),
                        1,
                        LONGEST_PIECE);
        var reading = new Reading(stream, after, piece, allowance);
        leads.entrySet().stream()
                .limit(MOST_STREAMS)
                .forEach(lead -> reading.begin(lead.getKey(), lead.getValue()));
        return new Naming(reading.naming, reading.goOnTo(last));
    }

    /**
     * One of the streams that are read.
     *
     * @param next of its events
     * @param reached the position up to which it is read
     */
    private record Lead(String stream, long next, long reached) {}

    private final class Reading {

        private final String named;
        private final long after;
        private final int piece;
        private final Allowance allowance;
        private final List<Told> naming = new ArrayList<>();
        private final PriorityQueue<Lead> ahead =
                new PriorityQueue<>(Comparator.comparingLong(Lead::reached));

        Reading(String named, long after, int piece, Allowance allowance) {
            this.named = named;
            this.after = after;
            this.piece = piece;
            this.allowance = allowance;
        }

        /** Also what is before: it says what led to the others. */
        void begin(String stream, long first) {
            Lead lead = read(new Lead(stream, first, -1));
            if (lead == null) {
                return;
            }
            ahead.add(
                    lead.reached >= after
                            ? lead
                            : new Lead(
                                    stream,
                                    seek.firstAfter(stream, after, lead.next - 1, allowance),
                                    after));
        }

        long goOnTo(long last) {
            Lead lowest = ahead.peek();
            while (lowest != null
                    && lowest.reached < last
                    && (lowest.reached <= after || !allowance.isUsedUp())) {
                Lead further = read(ahead.remove());
                if (further != null) {
                    ahead.add(further);
                }
                lowest = ahead.peek();
            }
            return lowest == null ? Long.MAX_VALUE : lowest.reached;
        }

        /** Null at its end. */
        private @Nullable Lead read(Lead lead) {
            List<StoredRecord> events =
                    allowance.taken(records.stream(lead.stream, lead.next, piece));
            events.stream()
                    .filter(event -> names(event, named))
                    .map(event -> new Told(event, Origin.of(event, trees), Relation.NAMES_IT))
                    .forEach(naming::add);
            return events.size() < piece
                    ? null
                    : new Lead(lead.stream, lead.next + events.size(), events.getLast().position());
        }
    }

    /** To which streams, and from which of their events on. */
    private Map<String, Long> leads(String stream, List<Told> around) {
        Map<String, Long> others = new LinkedHashMap<>();
        for (Told event : around) {
            long near = Math.max(0, event.stored().sequence() - NEAR);
            if (isId(event.stored().stream())) {
                others.putIfAbsent(event.stored().stream(), near);
            }
        }
        String body = stream.substring(Math.max(0, stream.length() - BODY));
        folds.prefixes().forEach(prefix -> others.putIfAbsent(prefix + body, 0L));
        for (Told event : around) {
            if (event.relation() == Relation.OWN) {
                texts(event.stored()).stream()
                        .filter(this::isId)
                        .forEach(id -> others.putIfAbsent(id, 0L));
            }
        }
        others.remove(stream);
        return others;
    }

    private boolean isId(String text) {
        int start = text.length() - BODY;
        return start > 0 && folds.prefixes().contains(text.substring(0, start));
    }

    private boolean names(StoredRecord event, String stream) {
        return texts(event).contains(stream);
    }

    private Set<String> texts(StoredRecord event) {
        Set<String> texts = new LinkedHashSet<>();
        try {
            collect(trees.read(event.payload()), texts);
        } catch (JacksonException unreadable) {
            return Set.of(); // it says nothing to us
        }
        return texts;
    }

    private static void collect(JsonNode tree, Set<String> texts) {
        if (tree.isString()) {
            texts.add(tree.stringValue());
        }
        tree.forEach(child -> collect(child, texts));
    }
}
