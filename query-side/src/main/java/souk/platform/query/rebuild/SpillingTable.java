package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;

import souk.platform.query.MissingRow;
import souk.platform.query.RowKeys;
import souk.platform.query.Table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A table that is being made. Rows that were touched lately are in memory, where most of them are
 * done with; the others are in the database, and fetched back when they are touched again. Used by
 * one thread.
 */
final class SpillingTable<R, K> implements Table<R, K> {

    /** A row, or that there is none any more. */
    static final class Slot<R> {

        private @Nullable R row;
        private boolean stored;
        private boolean dirty;
        private long position;

        private Slot(@Nullable R row, boolean stored) {
            this.row = row;
            this.stored = stored;
        }
    }

    private final RowFormat<R> format;
    private final RowKeys names;
    private final GenerationTables generation;
    private final LinkedHashMap<Object, Slot<R>> hot = new LinkedHashMap<>(1 << 10, 0.75f, true);
    private final ColdKeys cold = new ColdKeys();
    private final Set<Object> absent = new HashSet<>();

    SpillingTable(RowFormat<R> format, RowKeys names, GenerationTables generation) {
        this.format = format;
        this.names = names;
        this.generation = generation;
    }

    @Override
    public Optional<R> find(K key) {
        Slot<R> slot = slot(key);
        return slot == null ? Optional.empty() : Optional.ofNullable(slot.row);
    }

    @Override
    public void insert(R row) {
        Object key = format.keyOf(row);
        Slot<R> slot = slot(key);
        if (slot == null) {
            slot = new Slot<>(row, false);
            hot.put(key, slot);
            absent.remove(key);
        } else if (slot.row != null) {
            throw new IllegalStateException(
                    "There is a %s of key %s already"
                            .formatted(format.rows().getSimpleName(), key));
        }
        slot.row = row;
        touch(slot);
    }

    @Override
    public void change(K key, Consumer<? super R> change) {
        Slot<R> slot = existing(key);
        touch(slot);
        change.accept(rowIn(slot, key));
    }

    @Override
    public void delete(K key) {
        Slot<R> slot = existing(key);
        touch(slot);
        slot.row = null;
        if (!slot.stored) {
            hot.remove(key);
        }
    }

    private Slot<R> existing(K key) {
        Slot<R> slot = slot(key);
        if (slot == null || slot.row == null) {
            throw new MissingRow(format.rows(), key);
        }
        return slot;
    }

    private R rowIn(Slot<R> slot, K key) {
        R row = slot.row;
        if (row == null) {
            throw new MissingRow(format.rows(), key);
        }
        return row;
    }

    private void touch(Slot<R> slot) {
        slot.dirty = true;
        slot.position = generation.position();
    }

    private @Nullable Slot<R> slot(Object key) {
        Slot<R> slot = hot.get(key);
        if (slot != null || !cold.mayContain(key) || absent.contains(key)) {
            return slot;
        }
        fetch(List.of(key));
        return hot.get(key);
    }

    private void fetch(Collection<?> keys) {
        absent.addAll(keys);
        for (R row : generation.writer().fetch(format, keys)) {
            Object key = format.keyOf(row);
            absent.remove(key);
            hot.put(key, new Slot<>(row, true));
        }
    }

    /** Whether rows that events name may have left memory. */
    boolean hasCold() {
        return !cold.isEmpty() && names.areTexts();
    }

    void forgetAbsent() {
        absent.clear();
    }

    /** Fetches in one go whatever the events name and is not in memory. */
    void foresee(Collection<?> events) {
        Set<Object> missing = new HashSet<>();
        for (Object event : events) {
            Object key = names.keyIn(event);
            if (key != null && !hot.containsKey(key) && cold.mayContain(key)) {
                missing.add(key);
            }
        }
        if (!missing.isEmpty()) {
            fetch(missing);
        }
    }

    int size() {
        return hot.size();
    }

    /** Rows may be there of which nothing is known here. */
    void continues() {
        cold.mayBeAny();
    }

    /** Sends off the rows that were not touched for longest, until so many are left. */
    void shrinkTo(int rows) {
        List<Slot<R>> fresh = new ArrayList<>();
        List<Slot<R>> changed = new ArrayList<>();
        List<Object> outdated = new ArrayList<>();
        Iterator<Map.Entry<Object, Slot<R>>> eldest = hot.entrySet().iterator();
        for (int surplus = hot.size() - rows; surplus > 0 && eldest.hasNext(); surplus--) {
            Map.Entry<Object, Slot<R>> next = eldest.next();
            eldest.remove();
            sort(next.getKey(), next.getValue(), fresh, changed, outdated);
            if (next.getValue().row != null) {
                cold.add(next.getKey());
            }
        }
        send(fresh, changed, outdated);
    }

    /** Sends off everything that has changed, and keeps it in memory too. */
    void flush() {
        List<Slot<R>> fresh = new ArrayList<>();
        List<Slot<R>> changed = new ArrayList<>();
        List<Object> outdated = new ArrayList<>();
        hot.forEach((key, slot) -> sort(key, slot, fresh, changed, outdated));
        send(fresh, changed, outdated);
        hot.values().removeIf(slot -> slot.row == null);
        Stream.concat(fresh.stream(), changed.stream())
                .forEach(
                        slot -> {
                            slot.stored = true;
                            slot.dirty = false;
                        });
    }

    private static <R> void sort(
            Object key,
            Slot<R> slot,
            List<Slot<R>> fresh,
            List<Slot<R>> changed,
            List<Object> outdated) {
        if (!slot.dirty) {
            return;
        }
        if (slot.stored) {
            outdated.add(key);
        }
        if (slot.row != null) {
            (slot.stored ? changed : fresh).add(slot);
        }
    }

    private void send(List<Slot<R>> fresh, List<Slot<R>> changed, List<Object> outdated) {
        List<RowBatch.Row<R>> rows = new ArrayList<>(fresh.size() + changed.size());
        Stream.concat(fresh.stream(), changed.stream())
                .forEach(
                        slot -> {
                            R row = slot.row;
                            if (row != null) {
                                rows.add(new RowBatch.Row<>(row, slot.position));
                            }
                        });
        if (!rows.isEmpty() || !outdated.isEmpty()) {
            generation.writer().write(new RowBatch<>(format, rows, outdated));
        }
    }
}
