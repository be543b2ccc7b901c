package souk.platform.query.rebuild;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

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

    private final Connection connection;
    private final GenerationSchema schema;
    private final ExecutorService thread;
    private final Semaphore room = new Semaphore(ON_THEIR_WAY);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final StoredRows rows;
    private final Courtesy courtesy;
    private final Duration uncommitted;
    private final Rests rests;
    private final Set<Connection> slow = ConcurrentHashMap.newKeySet();
    private volatile boolean hurrying;
    private boolean writing;
    private long wrote;
    private volatile boolean stopping;

    GenerationWriter(
            Connection connection,
            GenerationSchema schema,
            SessionFactoryImplementor mappings,
            Courtesy courtesy,
            Duration uncommitted)
            throws SQLException {
        this.connection = connection;
        this.schema = schema;
        this.courtesy = courtesy;
        this.uncommitted = uncommitted;
        this.rests = Rests.inTransaction(courtesy);
        this.rows = new StoredRows(connection, schema, mappings, this::pause);
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
        if (!writing) {
            writing = true;
            wrote = System.nanoTime();
        }
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
                            rests.begin();
                            rows.store(batch);
                        }
                    } catch (SQLException | RuntimeException | Error failed) {
                        failure.compareAndSet(null, failed);
                    } finally {
                        room.release();
                    }
                });
    }

    <R> List<R> fetch(RowFormat<R> format, Collection<?> keys) {
        return call(_ -> rows.fetch(format, keys));
    }

    /** Until everything is written that has been sent here. */
    void await() {
        call(_ -> true);
    }

    void commit() {
        writing = false;
        call(
                _ -> {
                    connection.commit();
                    begin();
                    return true;
                });
    }

    void rollBack() {
        failure.set(null);
        writing = false;
        call(
                _ -> {
                    connection.rollback();
                    rows.forgetKeys();
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

    /** For work that takes long, on another connection, in any thread: it can be interrupted. */
    <T extends @Nullable Object> T slowly(Connection other, Work<T> work) {
        slow.add(other);
        try {
            if (stopping) { // whoever stops us may not have seen it
                throw new Interrupted(new InterruptedException());
            }
            return work.on(other);
        } catch (SQLException failed) {
            throw new DatabaseFailure(failed);
        } finally {
            slow.remove(other);
        }
    }

    /** Does the one while somebody else does the other, and returns when both are done. */
    <T extends @Nullable Object> T together(Supplier<T> here, CompletableFuture<?> beside) {
        try {
            T done = here.get();
            beside.join();
            return done;
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed);
        } finally {
            if (!beside.isDone()) { // the connection that it uses is about to be closed
                interrupt();
                beside.exceptionally(_ -> null).join();
            }
        }
    }

    /** Whether what is written should be committed: nobody's dead rows go away before. */
    boolean isInTheWay() {
        return writing && System.nanoTime() - wrote >= uncommitted.toNanos() && courtesy.isDue();
    }

    /** While live work waits for what is written. */
    void hurry(boolean now) {
        hurrying = now;
    }

    private void pause() {
        if (!hurrying) {
            pause(rests);
        }
    }

    /** Between pieces of work that takes long. */
    void pause(Rests ofThread) {
        if (stopping) {
            throw new Interrupted(new InterruptedException());
        }
        ofThread.pause();
    }

    /** What takes long ends soon: nothing more is to come of it. */
    void interrupt() {
        stopping = true;
        for (Connection other : slow) {
            try {
                other.unwrap(PGConnection.class).cancelQuery();
            } catch (SQLException tooLate) {
                failure.compareAndSet(null, tooLate);
            }
        }
    }

    private void mustBeWell() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw failed instanceof FailedEvent event ? event : new DatabaseFailure(failed);
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
