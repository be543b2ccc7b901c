package souk.audit.command;

import org.springframework.stereotype.Component;

import souk.audit.HistoryItem.Relation;
import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    private static final int MOST_EVENTS = 1_000;

    private final EventRecords records;
    private final Folds folds;
    private final Trees trees;

    Mentions(EventRecords records, Folds folds, Trees trees) {
        this.records = records;
        this.folds = folds;
        this.trees = trees;
    }

    /**
     * @param around events of the stream, and those that were stored together with them
     */
    List<Told> of(String stream, List<Told> around) {
        List<Told> naming = new ArrayList<>();
        leads(stream, around).entrySet().stream()
                .limit(MOST_STREAMS)
                .flatMap(
                        lead ->
                                records.stream(lead.getKey(), lead.getValue(), MOST_EVENTS)
                                        .stream())
                .filter(event -> names(event, stream))
                .forEach(
                        event ->
                                naming.add(
                                        new Told(
                                                event,
                                                Origin.of(event, trees),
                                                Relation.NAMES_IT)));
        return naming;
    }

    /** To which streams, and from which of their events on. */
    private Map<String, Long> leads(String stream, List<Told> around) {
        Map<String, Long> others = new LinkedHashMap<>();
        for (Told event : around) {
            // in a long stream, what is about us is near to what happened together with us
            long near = Math.max(0, event.stored().sequence() - MOST_EVENTS / 2);
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
