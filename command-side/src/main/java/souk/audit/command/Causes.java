package souk.audit.command;

import souk.audit.HistoryItem.Cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What led to events, back to what started it all. A link is known by its name and position where
 * it is among the events at hand.
 */
record Causes(Map<String, Told> known) {

    /** Nothing leads further back; errands of errands may come near to it. */
    private static final int LONGEST = 50;

    List<Cause> of(Origin origin) {
        List<Cause> chain = new ArrayList<>();
        Origin earliest = origin;
        while (chain.size() < LONGEST) {
            if (earliest.causationId() != null) {
                chain.add(
                        new Cause(
                                Cause.Kind.COMMAND,
                                earliest.causationId(),
                                earliest.command(),
                                null));
            }
            Told before = earliest.causedBy() == null ? null : known.get(earliest.causedBy());
            if (before == null) {
                break;
            }
            chain.add(
                    new Cause(
                            Cause.Kind.EVENT,
                            before.stored().id(),
                            before.stored().type(),
                            before.position()));
            earliest = before.origin();
        }
        addStart(chain, earliest);
        return chain;
    }

    private void addStart(List<Cause> chain, Origin earliest) {
        if (earliest.causedBy() != null) {
            chain.add(new Cause(Cause.Kind.MESSAGE, earliest.causedBy(), null, null));
        }
        String start = earliest.correlationId();
        // who acts by himself starts it himself
        if (start != null && !start.equals(earliest.causationId())) {
            chain.add(new Cause(kindOf(start, earliest), start, null, null));
        }
    }

    private Cause.Kind kindOf(String start, Origin earliest) {
        if (isRequest(start, earliest)) {
            return Cause.Kind.REQUEST;
        }
        return earliest.causedBy() == null ? Cause.Kind.WEBHOOK : Cause.Kind.MESSAGE;
    }

    // requests are made by somebody, notices of providers are worked off by ourselves
    private boolean isRequest(String start, Origin earliest) {
        return !earliest.isSystem()
                || known.values().stream()
                        .map(Told::origin)
                        .anyMatch(it -> start.equals(it.correlationId()) && !it.isSystem());
    }
}
