package souk.audit.command;

import org.springframework.stereotype.Component;

import souk.audit.HistoryItem.Relation;
import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Events of other streams that were stored together with some of this one. A unit of work takes
 * positions in a row, so they are beside them: no stream has to be read for it.
 */
@Component
class Neighbours {

    private static final int NEAR = 16;

    /** What is so close is sooner read than asked for again. */
    private static final int GAP = 400;

    /** The largest thing that is decided at once. */
    private static final int FURTHEST = 4_096;

    /** In one piece. */
    private static final int LONGEST = 2_000;

    /**
     * @param events of other streams
     * @param covered how many of the own ones were looked around
     */
    record Around(List<Told> events, int covered) {}

    private record Span(long first, long last, int own) {}

    private final EventRecords records;
    private final Trees trees;

    Neighbours(EventRecords records, Trees trees) {
        this.records = records;
        this.trees = trees;
    }

    /**
     * At least those of the first one.
     *
     * @param own some events of one stream, in their order
     */
    Around of(List<Told> own, Allowance allowance) {
        Set<String> commands = new HashSet<>();
        own.forEach(
                event -> {
                    if (event.origin().causationId() != null) {
                        commands.add(event.origin().causationId());
                    }
                });
        List<Told> found = new ArrayList<>();
        int covered = 0;
        for (Span span : spans(own)) {
            if (covered > 0 && allowance.isUsedUp()) {
                break;
            }
            found.addAll(around(span, own.getFirst().stored().stream(), commands, allowance));
            covered += span.own;
        }
        return new Around(found, covered);
    }

    private static List<Span> spans(List<Told> own) {
        List<Span> spans = new ArrayList<>();
        for (Told event : own) {
            long at = event.position();
            Span last = spans.isEmpty() ? null : spans.getLast();
            if (last != null && at - last.last <= GAP && at - last.first <= LONGEST) {
                spans.set(spans.size() - 1, new Span(last.first, at, last.own + 1));
            } else {
                spans.add(new Span(at, at, 1));
            }
        }
        return spans;
    }

    private List<Told> around(Span span, String stream, Set<String> commands, Allowance allowance) {
        List<Told> found = new ArrayList<>();
        List<Told> before = List.of();
        for (long reach = NEAR; reach <= FURTHEST; reach *= 8) {
            long first = span.first - reach;
            before = read(first, span.first - 1, allowance);
            if (first <= 0 || before.isEmpty() || !isOf(before.getFirst(), commands)) {
                break;
            }
        }
        found.addAll(before);
        long end = span.last;
        List<Told> behind = read(span.first, end + NEAR, allowance);
        found.addAll(behind);
        while (!behind.isEmpty()
                && isOf(behind.getLast(), commands)
                && behind.getLast().position() > end
                && behind.getLast().position() - span.last < FURTHEST) {
            end = behind.getLast().position();
            behind = read(end + 1, end + GAP, allowance);
            found.addAll(behind);
        }
        found.removeIf(it -> it.stored().stream().equals(stream) || !isOf(it, commands));
        return found;
    }

    private static boolean isOf(Told event, Set<String> commands) {
        String command = event.origin().causationId();
        return command != null && commands.contains(command);
    }

    private List<Told> read(long first, long last, Allowance allowance) {
        List<Told> events = new ArrayList<>();
        try (EventRecords.Reading reading =
                records.read(Math.max(first, 0) - 1, Math.min(last, records.head()))) {
            List<StoredRecord> piece = reading.next();
            while (piece != null) {
                for (StoredRecord stored : allowance.taken(piece)) {
                    events.add(new Told(stored, Origin.of(stored, trees), Relation.TOGETHER));
                }
                piece = reading.next();
            }
        }
        return events;
    }
}
