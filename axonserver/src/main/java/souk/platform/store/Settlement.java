package souk.platform.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out, after a conflict or a lost connection, what has become of units of work: those that
 * are stored already succeed, those whose sequence numbers somebody else has taken are refused, the
 * others can be inserted again.
 */
final class Settlement {

    private final Map<EventLog.Key, EventLog.Positioned> stored;
    private final Set<EventLog.Key> taken = new HashSet<>();
    private final List<UnitOfEvents> refused = new ArrayList<>();

    private Settlement(Map<EventLog.Key, EventLog.Positioned> stored) {
        this.stored = stored;
    }

    /** Takes the settled ones from those that are open, and answers which to refuse. */
    static List<UnitOfEvents> of(List<UnitOfEvents> open, Connection connection)
            throws SQLException {
        List<StoredEvent> events = open.stream().flatMap(unit -> unit.events().stream()).toList();
        var settlement = new Settlement(Appending.find(connection, events));
        open.removeIf(settlement::settles);
        return settlement.refused;
    }

    private boolean settles(UnitOfEvents unit) {
        StoredEvent last = unit.events().getLast();
        EventLog.Positioned there = stored.get(EventLog.Key.of(last));
        if (there != null && there.event().id().equals(last.id())) {
            unit.succeed(there.position());
            return true;
        }
        if (!isFree(unit)) {
            refused.add(unit);
            return true;
        }
        return false;
    }

    // free in the store, and wanted by no earlier unit nor twice by this one; if so, taken from now
    // on
    private boolean isFree(UnitOfEvents unit) {
        Set<EventLog.Key> wanted = new HashSet<>();
        boolean free =
                unit.events().stream()
                        .map(EventLog.Key::of)
                        .allMatch(
                                key ->
                                        !stored.containsKey(key)
                                                && !taken.contains(key)
                                                && wanted.add(key));
        if (free) {
            taken.addAll(wanted);
        }
        return free;
    }
}
