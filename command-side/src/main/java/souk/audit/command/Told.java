package souk.audit.command;

import souk.audit.HistoryItem.Relation;
import souk.audit.HistoryQuery.Filter;
import souk.kernel.proof.StoredRecord;

/** An event of a history, before it is shown. */
record Told(StoredRecord stored, Origin origin, Relation relation) {

    long position() {
        return stored.position();
    }

    boolean passes(Filter filter) {
        return (filter.type() == null || filter.type().equals(stored.type()))
                && (filter.stream() == null || filter.stream().equals(stored.stream()))
                && (filter.actor() == null || filter.actor().equals(origin.actor()));
    }
}
