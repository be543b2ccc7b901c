package souk.platform.query;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one table that a unit of work looks at or changes. Events name most of them, so when
 * the first is asked for, all that are named are read with it, in one statement instead of
 * hundreds. Each is written once, however many events changed it.
 */
class TouchedRows<R> {

    private static final class Slot<R> {

        private @Nullable R row;
        private boolean stored;
        private boolean dirty;

        private Slot(@Nullable R row) {
            this.row = row;
            this.stored = row != null;
        }
    }

    private final RowStatements<R> statements;
    private final TouchedTables unit;
    private final Map<Object, Slot<R>> slots = new LinkedHashMap<>();
    private boolean foreseen;

    TouchedRows(RowStatements<R> statements, TouchedTables unit) {
        this.statements = statements;
        this.unit = unit;
    }

    @Nullable R find(Object key) {
        return slot(key).row;
    }

    void insert(R row) {
        Object key = statements.keyOf(row);
        Slot<R> slot = slots.computeIfAbsent(key, _ -> new Slot<>(null));
        if (slot.row != null) {
            throw new IllegalStateException(
                    "There is a %s of key %s already"
                            .formatted(statements.rows().getSimpleName(), key));
        }
        slot.row = row;
        slot.dirty = true;
    }

    R change(Object key) {
        Slot<R> slot = slot(key);
        R row = slot.row;
        if (row == null) {
            throw new MissingRow(statements.rows(), key);
        }
        slot.dirty = true;
        return row;
    }

    void delete(Object key) {
        change(key);
        slot(key).row = null;
    }

    private Slot<R> slot(Object key) {
        Slot<R> slot = slots.get(key);
        if (slot == null) {
            foresee();
            slot = slots.computeIfAbsent(key, this::read);
        }
        return slot;
    }

    private Slot<R> read(Object key) {
        return new Slot<>(statements.read(key, unit.session()));
    }

    private void foresee() {
        if (foreseen) {
            return;
        }
        foreseen = true;
        List<List<String>> named = statements.namedIn(unit.events());
        if (named.size() < 2) {
            return;
        }
        for (Object key : statements.keysOf(named)) {
            slots.putIfAbsent(key, new Slot<>(null));
        }
        for (R row : statements.read(named, unit.session())) {
            Slot<R> slot = slots.get(statements.keyOf(row));
            // what has been inserted before is not there yet, and refused when it is written
            if (slot != null && !slot.dirty) {
                slot.row = row;
                slot.stored = true;
            }
        }
    }

    void write() {
        List<R> fresh = new ArrayList<>();
        List<R> changed = new ArrayList<>();
        List<Object> outdated = new ArrayList<>();
        slots.forEach(
                (key, slot) -> {
                    if (slot.dirty) {
                        R row = slot.row;
                        if (row != null) {
                            (slot.stored ? changed : fresh).add(row);
                        } else if (slot.stored) {
                            outdated.add(key);
                        }
                    }
                });
        if (!fresh.isEmpty()) {
            statements.insert(fresh, unit.session());
        }
        if (!changed.isEmpty()) {
            statements.update(changed, unit.session());
        }
        if (!outdated.isEmpty()) {
            statements.delete(outdated, unit.session());
        }
        slots.values()
                .forEach(
                        slot -> {
                            slot.stored = slot.row != null;
                            slot.dirty = false;
                        });
    }
}
