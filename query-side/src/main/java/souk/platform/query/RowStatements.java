package souk.platform.query;

import static java.util.stream.Collectors.joining;

import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLInsert;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import souk.platform.query.Columns.Column;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads and writes the rows of one table, as they are mapped. Nothing is remembered or compared:
 * that took longer than what is to be done.
 */
class RowStatements<R> {

    private final Class<R> rows;
    private final AbstractEntityPersister persister;
    private final RowKeys names;
    private final List<Column> keys;
    private final List<Column> others;
    private final String selectNamed;
    private final String insert;
    private final String update;
    private final String delete;
    private final boolean shared;

    private RowStatements(Class<R> rows, AbstractEntityPersister persister) {
        if (rows.isAnnotationPresent(SQLInsert.class)
                || rows.isAnnotationPresent(SQLUpdate.class)
                || rows.isAnnotationPresent(SQLDelete.class)
                || persister.isVersioned()) {
            throw new IllegalArgumentException(rows + " wants what only Hibernate does");
        }
        this.rows = rows;
        this.persister = persister;
        this.names = RowKeys.of(persister);
        Columns columns = Columns.of(persister);
        this.keys = columns.keys();
        this.others = columns.others();
        String table = persister.getTableName();
        List<Column> all = Stream.concat(keys.stream(), others.stream()).toList();
        String these = " where " + equal(keys, " and ");
        this.selectNamed = selectNamed(table, names.columns());
        this.shared = rows.isAnnotationPresent(Shared.class);
        this.insert =
                "insert into %s (%s) values (%s)%s"
                        .formatted(
                                table,
                                all.stream().map(Column::name).collect(joining(", ")),
                                all.stream().map(_ -> "?").collect(joining(", ")),
                                shared ? " on conflict do nothing" : "");
        this.update = "update " + table + " set " + equal(others, ", ") + these;
        this.delete = "delete from " + table + these;
    }

    static <R> RowStatements<R> of(Class<R> rows, SessionFactoryImplementor mappings) {
        return new RowStatements<>(
                rows,
                (AbstractEntityPersister) mappings.getMappingMetamodel().getEntityDescriptor(rows));
    }

    private static String selectNamed(String table, List<String> columns) {
        return "select t.* from %s t join unnest(%s) k(%s) on %s"
                .formatted(
                        table,
                        IntStream.rangeClosed(1, columns.size())
                                .mapToObj("cast(?%d as text[])"::formatted)
                                .collect(joining(", ")),
                        String.join(", ", columns),
                        columns.stream()
                                .map("t.%1$s = k.%1$s"::formatted)
                                .collect(joining(" and ")));
    }

    private static String equal(List<Column> columns, String between) {
        return columns.stream().map(it -> it.name() + " = ?").collect(joining(between));
    }

    Class<R> rows() {
        return rows;
    }

    Object keyOf(R row) {
        return Objects.requireNonNull(persister.getIdentifier(row));
    }

    /** The parts of all keys that the events name; none where keys are no texts. */
    List<List<String>> namedIn(Collection<?> events) {
        if (!names.areTexts()) {
            return List.of();
        }
        Set<List<String>> named = new LinkedHashSet<>();
        for (Object event : events) {
            List<String> parts = names.partsIn(event);
            if (parts != null) {
                named.add(parts);
            }
        }
        return List.copyOf(named);
    }

    List<Object> keysOf(List<List<String>> named) {
        return named.stream().map(names::keyOf).toList();
    }

    List<R> read(List<List<String>> named, SharedSessionContractImplementor session) {
        NativeQuery<R> query = session.createNativeQuery(selectNamed, rows);
        for (int part = 0; part < names.columns().size(); part++) {
            int column = part;
            query.setParameter(
                    part + 1, named.stream().map(key -> key.get(column)).toArray(String[]::new));
        }
        return query.getResultList();
    }

    @Nullable R read(Object key, SharedSessionContractImplementor session) {
        return ((StatelessSession) session).get(rows, key);
    }

    void insert(List<R> fresh, SharedSessionContractImplementor session) {
        run(
                insert,
                fresh,
                (statement, row) -> {
                    int place = bind(keys, keyOf(row), 1, statement, session);
                    bind(others, row, place, statement, session);
                },
                session);
    }

    void update(List<R> changed, SharedSessionContractImplementor session) {
        if (others.isEmpty()) {
            return;
        }
        run(
                update,
                changed,
                (statement, row) -> {
                    int place = bind(others, row, 1, statement, session);
                    bind(keys, keyOf(row), place, statement, session);
                },
                session);
    }

    void delete(List<Object> outdated, SharedSessionContractImplementor session) {
        run(delete, outdated, (statement, key) -> bind(keys, key, 1, statement, session), session);
    }

    private interface Binding<T> {
        void bind(PreparedStatement statement, T whole) throws SQLException;
    }

    private <T> void run(
            String sql,
            List<T> each,
            Binding<T> binding,
            SharedSessionContractImplementor session) {
        var connection =
                session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
        var jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        jdbc.execute(
                sql,
                (PreparedStatement statement) -> {
                    for (T whole : each) {
                        binding.bind(statement, whole);
                        statement.addBatch();
                    }
                    int[] hit = statement.executeBatch();
                    if (!shared) {
                        mustHaveHit(hit);
                    }
                    return each;
                });
    }

    // nobody else may change what a batch works on
    private void mustHaveHit(int[] numbers) {
        for (int number : numbers) {
            if (number == 0) {
                throw new StaleStateException("A " + rows.getSimpleName() + " has vanished");
            }
        }
    }

    @SuppressWarnings("unchecked") // as the mapping says
    private static int bind(
            List<Column> columns,
            Object whole,
            int first,
            PreparedStatement statement,
            SharedSessionContractImplementor session)
            throws SQLException {
        int place = first;
        for (Column column : columns) {
            column.mapping()
                    .getJdbcValueBinder()
                    .bind(statement, column.valueIn(whole), place++, session);
        }
        return place;
    }
}
