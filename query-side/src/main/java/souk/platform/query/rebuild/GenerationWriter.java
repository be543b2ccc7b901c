package souk.platform.query.rebuild;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One connection and the only thread that uses it: rows that leave memory are written while events
 * are handled. Nothing lasts before a {@link #commit()}.
 */
final class GenerationWriter implements AutoCloseable {

    /** Something to be done with the connection, in the transaction that is under way. */
    interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    private static final int ON_THEIR_WAY = 2;
    private static final int CHUNK = 1 << 16;

    private final Connection connection;
    private final GenerationSchema schema;
    private final SessionFactoryImplementor mappings;
    private final ExecutorService thread;
    private final Semaphore room = new Semaphore(ON_THEIR_WAY);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Set<String> keyed = new HashSet<>();
    private final CopyBuffer buffer = new CopyBuffer();
    private volatile boolean slow;

    GenerationWriter(
            Connection connection, GenerationSchema schema, SessionFactoryImplementor mappings)
            throws SQLException {
        this.connection = connection;
        this.schema = schema;
        this.mappings = mappings;
        this.thread =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name(schema.name() + " writer").factory());
        connection.setAutoCommit(false);
        begin();
    }

    // rows and how far they are get lost together, if at all; and there are no statistics to plan
    // by
    private void begin() throws SQLException {
        GenerationSchema.run(
                connection,
                "set local synchronous_commit = off; set local enable_hashjoin = off;"
                        + " set local enable_mergejoin = off; set local enable_seqscan = off");
    }

    GenerationSchema schema() {
        return schema;
    }

    /** Returns at once, unless too many are on their way. */
    void write(RowBatch<?> batch) {
        mustBeWell();
        try {
            room.acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Interrupted(stopped);
        }
        thread.execute(
                () -> {
                    try {
                        if (failure.get() == null) {
                            store(batch);
                        }
                    } catch (SQLException | RuntimeException failed) {
                        failure.compareAndSet(null, failed);
                    } finally {
                        room.release();
                    }
                });
    }

    <R> List<R> fetch(RowFormat<R> format, Collection<?> keys) {
        return call(
                _ -> {
                    mustHaveKey(format.table());
                    try (var session =
                            mappings.withStatelessOptions()
                                    .connection(connection)
                                    .openStatelessSession()) {
                        NativeQuery<R> query =
                                session.createNativeQuery(
                                        "select t.* from %s.%s t join %s on %s"
                                                .formatted(
                                                        schema.name(),
                                                        format.table(),
                                                        format.unnested("cast(? as text[])"),
                                                        format.matching()),
                                        format.rows());
                        String[][] texts = texts(format, keys);
                        for (int part = 0; part < texts.length; part++) {
                            query.setParameter(part + 1, texts[part]);
                        }
                        return query.getResultList();
                    }
                });
    }

    /** Until everything is written that has been sent here. */
    void await() {
        call(_ -> true);
    }

    void commit() {
        call(
                _ -> {
                    connection.commit();
                    begin();
                    return true;
                });
    }

    void rollBack() {
        failure.set(null);
        call(
                _ -> {
                    connection.rollback();
                    keyed.clear();
                    begin();
                    return true;
                });
    }

    <T extends @Nullable Object> T call(Work<T> work) {
        mustBeWell();
        try {
            return thread.submit(
                            () -> {
                                mustBeWell();
                                return work.on(connection);
                            })
                    .get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new DatabaseFailure(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Interrupted(stopped);
        }
    }

    /** For work that takes long: it can be interrupted. */
    <T extends @Nullable Object> T callLong(Work<T> work) {
        return call(
                transaction -> {
                    slow = true;
                    try {
                        return work.on(transaction);
                    } finally {
                        slow = false;
                    }
                });
    }

    void interrupt() {
        if (!slow) {
            return; // it would hit whatever statement comes next
        }
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException tooLate) {
            failure.compareAndSet(null, tooLate);
        }
    }

    private void mustBeWell() {
        Exception failed = failure.get();
        if (failed != null) {
            throw failed instanceof FailedEvent event ? event : new DatabaseFailure(failed);
        }
    }

    private <R> void store(RowBatch<R> batch) throws SQLException {
        if (!batch.outdated().isEmpty()) {
            mustHaveKey(batch.format().table());
            delete(batch.format(), batch.outdated());
        }
        if (!batch.rows().isEmpty()) {
            copy(batch.format(), batch.rows());
        }
    }

    private void mustHaveKey(String table) throws SQLException {
        if (keyed.add(table)) {
            for (String key : schema.missingKey(connection, table)) {
                GenerationSchema.run(connection, key);
            }
        }
    }

    private void delete(RowFormat<?> format, Collection<?> keys) throws SQLException {
        try (var delete =
                connection.prepareStatement(
                        "delete from %s.%s t using %s where %s"
                                .formatted(
                                        schema.name(),
                                        format.table(),
                                        format.unnested("?"),
                                        format.matching()))) {
            String[][] texts = texts(format, keys);
            for (int part = 0; part < texts.length; part++) {
                delete.setArray(part + 1, connection.createArrayOf("text", texts[part]));
            }
            delete.executeUpdate();
        }
    }

    private static String[][] texts(RowFormat<?> format, Collection<?> keys) {
        String[][] texts = new String[format.keyColumns().size()][keys.size()];
        int row = 0;
        for (Object key : keys) {
            String[] parts = format.textsOf(key);
            for (int part = 0; part < parts.length; part++) {
                texts[part][row] = parts[part];
            }
            row++;
        }
        return texts;
    }

    private <R> void copy(RowFormat<R> format, List<RowBatch.Row<R>> rows) throws SQLException {
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy %s.%s (%s) from stdin (format binary)"
                                        .formatted(
                                                schema.name(), format.table(), format.columns()));
        RowBatch.@Nullable Row<R> current = null;
        try {
            buffer.clear();
            buffer.start();
            for (RowBatch.Row<R> row : rows) {
                current = row;
                format.write(row.row(), buffer);
                send(copy, CHUNK);
            }
            current = null;
            buffer.end();
            send(copy, 0);
            copy.endCopy();
        } catch (SQLException refused) {
            throw FailedEvent.about(refused, rows, format.table());
        } catch (RuntimeException unwritable) {
            throw current == null
                    ? unwritable
                    : new FailedEvent(current.position(), null, unwritable);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void send(CopyIn copy, int atLeast) throws SQLException {
        if (buffer.size() > atLeast) {
            copy.writeToCopy(buffer.bytes(), 0, buffer.size());
            buffer.clear();
        }
    }

    /** Whatever has not been committed is undone. */
    @Override
    public void close() {
        interrupt();
        thread.close();
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException gone) {
            failure.compareAndSet(null, gone);
        }
    }
}
