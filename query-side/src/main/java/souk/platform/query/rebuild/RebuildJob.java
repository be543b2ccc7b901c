package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Wanted;
import souk.platform.query.DeclaredProjections;
import souk.platform.query.rebuild.Rebuild.Failure;
import souk.platform.query.rebuild.Rebuild.Kind;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** One rebuild, while this process works on it: from wherever it is to its end. */
final class RebuildJob {

    private static final Logger log = LoggerFactory.getLogger(RebuildJob.class);

    private static final int CLAIMS = 5_430_120;
    private static final int MOST_ATTEMPTS = 5;

    private final String id;
    private final String projection;
    private final Workshop workshop;
    private final RebuildTable table;
    private final Observer observer;
    private final Gauge gauge = new Gauge();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile @Nullable GenerationWriter writer;

    /** Told before each phase begins; a test may stop there. */
    interface Observer {
        void enters(Rebuild rebuild, Phase phase) throws InterruptedException;
    }

    RebuildJob(Rebuild rebuild, Workshop workshop, RebuildTable table, Observer observer) {
        this.id = rebuild.id();
        this.projection = rebuild.projection();
        this.workshop = workshop;
        this.table = table;
        this.observer = observer;
    }

    String id() {
        return id;
    }

    static String keptSchemaOf(String projection) {
        return DeclaredProjections.schemaOf(projection) + Rebuild.KEPT;
    }

    /** Returns when it is over, or this process or the database stops. */
    void run(SharedScan.@Nullable Part shared) {
        try (Connection connection = workshop.dataSource().getConnection()) {
            if (claim(connection)) {
                try {
                    Rebuild rebuild =
                            table.find(id).filter(it -> it.endedAt() == null).orElse(null);
                    if (rebuild != null) {
                        run(rebuild, connection, shared);
                    }
                } finally {
                    release(connection);
                }
            }
        } catch (SQLException away) {
            log.warn("The rebuild {} of {} rests: {}", id, projection, away.getMessage());
        } finally {
            if (shared != null) {
                shared.close();
            }
        }
    }

    private boolean claim(Connection connection) throws SQLException {
        return lock(connection, "select pg_try_advisory_lock(" + CLAIMS + ", hashtext(?))");
    }

    private void release(Connection connection) {
        try {
            if (!connection.isClosed()) {
                // the writer has ended its transaction: there is none to roll back
                GenerationSchema.run(connection, "select pg_advisory_unlock_all()");
            }
        } catch (SQLException broken) {
            log.debug("The claim ends with the connection", broken);
            abort(connection);
        }
    }

    // or whoever gets it from the pool would keep what it has locked
    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            log.debug("The connection is gone already", gone);
        }
    }

    private boolean lock(Connection connection, String query) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, id);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private void run(Rebuild rebuild, Connection connection, SharedScan.@Nullable Part shared)
            throws SQLException {
        int attempt = table.begin(id);
        var schema =
                new GenerationSchema(rebuild.schema(), DeclaredProjections.schemaOf(projection));
        workshop.courtesy().begin();
        try (GenerationWriter own =
                new GenerationWriter(
                        connection,
                        schema,
                        workshop.mappings(),
                        workshop.courtesy(),
                        workshop.settings().uncommitted())) {
            writer = own;
            if (rebuild.cancelled()) {
                cancel();
            }
            try {
                var steps = new RebuildSteps(rebuild, own, workshop, table, this, gauge);
                steps.advance(shared);
                log.info("The rebuild {} of {} is done", id, projection);
            } catch (Interrupted stopped) {
                if (isCancelled()) {
                    end(rebuild, own, Phase.CANCELLED, null);
                }
            } catch (RuntimeException | Error failure) {
                fail(rebuild, own, failure, attempt);
            }
        } finally {
            writer = null;
        }
    }

    private void fail(Rebuild rebuild, GenerationWriter own, Throwable failure, int attempt) {
        if (isCancelled()) {
            end(rebuild, own, Phase.CANCELLED, null);
        } else if (Failures.isPassing(failure) && attempt < MOST_ATTEMPTS) {
            log.warn("The rebuild {} of {} begins anew", id, projection, failure);
        } else {
            Failure told = Failures.of(failure, this::typeAt);
            log.warn("The rebuild {} of {} has failed: {}", id, projection, told, failure);
            end(rebuild, own, Phase.FAILED, told);
        }
    }

    private @Nullable String typeAt(long position) {
        try (var reading =
                workshop.archive().read(new Wanted(_ -> true, false), position - 1, position)) {
            var piece = reading.next();
            return piece == null
                    ? null
                    : piece.decode().stream().findFirst().map(Entry::type).orElse(null);
        }
    }

    // kept tables are brought up to date in vain, but no worse for that
    private void end(
            Rebuild rebuild, GenerationWriter own, Phase phase, @Nullable Failure failure) {
        try {
            end(own, rebuild.kind() != Kind.ROLLBACK, phase, failure);
        } catch (RuntimeException kept) {
            log.warn("What the rebuild {} of {} has made can't go yet", id, projection, kept);
            endAtLeast(own, phase, failure);
        }
    }

    // or it would be begun again for ever
    private void endAtLeast(GenerationWriter own, Phase phase, @Nullable Failure failure) {
        try {
            end(own, false, phase, failure);
        } catch (RuntimeException away) {
            log.warn("The rebuild {} of {} could not be ended", id, projection, away);
        }
    }

    private void end(GenerationWriter own, boolean drops, Phase phase, @Nullable Failure failure) {
        own.rollBack();
        own.call(
                transaction -> {
                    if (drops) {
                        GenerationSchema.drop(transaction, own.schema().name());
                    }
                    RebuildTable.on(transaction).end(id, phase, failure, now());
                    return true;
                });
        own.commit();
    }

    Instant now() {
        return workshop.clock().instant();
    }

    void enter(Rebuild rebuild, Phase phase) {
        mustGoOn();
        table.enter(id, phase);
        try {
            observer.enters(rebuild, phase);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Interrupted(stopped);
        }
        mustGoOn();
    }

    /** Between pieces of work. */
    void mustGoOn() {
        if (isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new Interrupted(new InterruptedException());
        }
    }

    boolean isCancelled() {
        return cancelled.get();
    }

    /** Ends it soon, whatever it is doing. */
    void cancel() {
        cancelled.set(true);
        GenerationWriter own = writer;
        if (own != null) {
            own.interrupt();
        }
    }

    /** Has come to its end, and tells how much that was. */
    void succeed(RebuildTable within) {
        within.report(id, gauge.progress(now()));
        within.end(id, Phase.DONE, null, now());
    }

    /** Tells everybody how it goes, and hears whether it shall end. */
    void report() {
        if (table.report(id, gauge.progress(now()))) {
            cancel();
        }
    }
}
