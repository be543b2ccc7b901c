package souk.platform.query.rebuild;

import org.hibernate.engine.spi.SessionFactoryImplementor;

import souk.platform.query.RowKeys;
import souk.platform.query.Table;
import souk.platform.query.Tables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The tables of a generation that nobody reads yet. */
final class GenerationTables implements Tables {

    private final SessionFactoryImplementor mappings;
    private final Map<String, String> columnTypes;
    private final GenerationWriter writer;
    private final int hotRows;
    private final boolean continued;
    private final Map<Class<?>, SpillingTable<?, ?>> tables = new HashMap<>();
    private long position = -1;

    /**
     * @param continued whether rows may have been written before
     */
    GenerationTables(
            SessionFactoryImplementor mappings,
            Map<String, String> columnTypes,
            GenerationWriter writer,
            int hotRows,
            boolean continued) {
        this.mappings = mappings;
        this.columnTypes = columnTypes;
        this.writer = writer;
        this.hotRows = hotRows;
        this.continued = continued;
    }

    @Override
    @SuppressWarnings("unchecked") // a class of rows has one class of keys
    public <R, K> Table<R, K> of(Class<R> rows, Class<K> keys) {
        return (Table<R, K>) tables.computeIfAbsent(rows, this::table);
    }

    private SpillingTable<?, ?> table(Class<?> rows) {
        var names = RowKeys.of(mappings.getMappingMetamodel().getEntityDescriptor(rows));
        SpillingTable<?, ?> table =
                new SpillingTable<>(RowFormat.of(rows, mappings, columnTypes), names, this);
        if (continued) {
            table.continues();
        }
        return table;
    }

    GenerationWriter writer() {
        return writer;
    }

    /** Of the event that is being handled. */
    long position() {
        return position;
    }

    void at(long event) {
        position = event;
    }

    /** Before a number of events are handled. */
    void foresee(Supplier<List<Object>> events) {
        List<SpillingTable<?, ?>> cold =
                tables.values().stream().filter(SpillingTable::hasCold).toList();
        tables.values().forEach(SpillingTable::forgetAbsent);
        if (!cold.isEmpty()) {
            List<Object> next = events.get();
            cold.forEach(table -> table.foresee(next));
        }
    }

    /** Between events, so that no handler holds a row that is sent off. */
    void spill() {
        int rows = tables.values().stream().mapToInt(SpillingTable::size).sum();
        if (rows > hotRows) {
            // each table gives as it has
            tables.values().forEach(table -> table.shrinkTo(table.size() / 2));
        }
    }

    void flush() {
        tables.values().forEach(SpillingTable::flush);
        writer.await();
    }
}
