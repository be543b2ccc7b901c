package souk.platform.query.rebuild;

import static java.util.stream.Collectors.joining;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.jspecify.annotations.Nullable;

import souk.platform.query.Columns;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How the rows of one class stand in their table: the mapping of the live tables, for COPY. */
final class RowFormat<R> {

    /** One column, and where its value is found. */
    record Column(String name, ColumnType type, String typeName, Part part) {}

    /** Gets a value of a column out of a row, or out of a key. */
    interface Part {
        @Nullable Object of(Object whole);
    }

    private final Class<R> rows;
    private final String table;
    private final AbstractEntityPersister persister;
    private final List<Column> keys;
    private final List<Column> others;

    private RowFormat(
            Class<R> rows, AbstractEntityPersister persister, Function<String, String> types) {
        this.rows = rows;
        this.persister = persister;
        this.table = persister.getTableName().replaceFirst("^.*\\.", "");
        Columns columns = Columns.of(persister);
        this.keys = columns.keys().stream().map(it -> column(it, types)).toList();
        this.others = columns.others().stream().map(it -> column(it, types)).toList();
    }

    /**
     * @param types the types of all columns of the schema, by table and column
     */
    static <R> RowFormat<R> of(
            Class<R> rows, SessionFactoryImplementor mappings, Map<String, String> types) {
        var persister =
                (AbstractEntityPersister) mappings.getMappingMetamodel().getEntityDescriptor(rows);
        String table = persister.getTableName().replaceFirst("^.*\\.", "");
        return new RowFormat<>(
                rows,
                persister,
                column -> {
                    String type = types.get(table + "." + column);
                    if (type == null) {
                        throw new IllegalStateException(table + " has no column " + column);
                    }
                    return type;
                });
    }

    private static Column column(Columns.Column column, Function<String, String> types) {
        String type = types.apply(column.name());
        return new Column(column.name(), ColumnType.named(type), type, column::valueIn);
    }

    Class<R> rows() {
        return rows;
    }

    String table() {
        return table;
    }

    Object keyOf(Object row) {
        return persister.getIdentifier(row);
    }

    /** The parts of a key, as PostgreSQL reads them from text. */
    String[] textsOf(Object key) {
        String[] texts = new String[keys.size()];
        for (int i = 0; i < texts.length; i++) {
            Object part = keys.get(i).part().of(key);
            if (part == null) {
                throw new IllegalArgumentException("A key of " + table + " has no " + keys.get(i));
            }
            texts[i] = ColumnType.textOf(part);
        }
        return texts;
    }

    String columns() {
        return names(keys) + (others.isEmpty() ? "" : ", " + names(others));
    }

    List<String> keyColumns() {
        return keys.stream().map(Column::name).toList();
    }

    /** A table of keys: as many arrays of texts as a key has parts. */
    String unnested(String placeholder) {
        return "unnest(%s) k (%s)"
                .formatted(keys.stream().map(_ -> placeholder).collect(joining(", ")), names(keys));
    }

    String matching() {
        return keys.stream()
                .map(it -> "t.%1$s = cast(k.%1$s as %2$s)".formatted(it.name(), it.typeName()))
                .collect(joining(" and "));
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(joining(", "));
    }

    void write(R row, CopyBuffer out) {
        out.small(keys.size() + others.size());
        Object key = keyOf(row);
        keys.forEach(column -> write(column, column.part().of(key), out));
        others.forEach(column -> write(column, column.part().of(row), out));
    }

    private static void write(Column column, @Nullable Object value, CopyBuffer out) {
        if (value == null) {
            out.nothing();
        } else {
            column.type().write(out, value);
        }
    }
}
