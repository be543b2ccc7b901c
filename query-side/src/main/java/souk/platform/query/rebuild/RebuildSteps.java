package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;

import souk.kernel.EventArchive.Entry;
import souk.platform.query.ProjectionLock;
import souk.platform.query.rebuild.Rebuild.Difference;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Reached;
import souk.platform.query.rebuild.SharedScan.Decoded;

import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** What a rebuild does, phase by phase; each can be begun again. */
final class RebuildSteps {

    private static final int MOST_TRIES = 30;

    private final Rebuild rebuild;
    private final GenerationWriter writer;
    private final GenerationSchema schema;
    private final Workshop workshop;
    private final RebuildTable table;
    private final RebuildJob job;
    private final Gauge gauge;
    private final Courtesy courtesy;
    private final Generation generation;
    private long saved = System.nanoTime();

    RebuildSteps(
            Rebuild rebuild,
            GenerationWriter writer,
            Workshop workshop,
            RebuildTable table,
            RebuildJob job,
            Gauge gauge) {
        this.rebuild = rebuild;
        this.writer = writer;
        this.schema = writer.schema();
        this.workshop = workshop;
        this.table = table;
        this.job = job;
        this.gauge = gauge;
        this.courtesy = workshop.courtesy();
        this.generation = generation();
    }

    private Generation generation() {
        if (rebuild.kind() == Kind.ROLLBACK) {
            return new Generation(rebuild, writer, workshop, noted(), true);
        }
        Reached reached = rebuild.reached();
        boolean there =
                writer.call(connection -> GenerationSchema.exists(connection, schema.name()));
        if (reached == null || !there) {
            return begin(Reached.all(rebuild.options().first() - 1));
        }
        return new Generation(rebuild, writer, workshop, reached, true);
    }

    private Generation begin(Reached start) {
        writer.call(
                connection -> {
                    GenerationSchema.drop(connection, schema.name());
                    schema.create(connection);
                    return true;
                });
        Generation fresh = new Generation(rebuild, writer, workshop, start, false);
        fresh.save();
        writer.commit();
        return fresh;
    }

    void advance(SharedScan.@Nullable Part shared) {
        Phase phase = rebuild.phase();
        if (rebuild.kind() != Kind.ROLLBACK && phase.compareTo(Phase.LOAD) <= 0) {
            scan(shared);
        }
        if (rebuild.kind() != Kind.ROLLBACK && phase.compareTo(Phase.INDEX) <= 0) {
            index();
        }
        if (rebuild.kind() == Kind.SCRATCH) {
            table.end(rebuild.id(), Phase.DONE, null, job.now());
            return;
        }
        job.enter(rebuild, Phase.CATCH_UP);
        catchUp();
        if (rebuild.kind() != Kind.ROLLBACK) {
            compare();
        }
        new Swap(rebuild, writer, workshop, job, this).run();
    }

    private void scan(SharedScan.@Nullable Part shared) {
        job.enter(rebuild, Phase.SCAN);
        long target =
                Objects.requireNonNullElseGet(
                        rebuild.options().last(), () -> live().reached().min());
        gauge.expect(rebuild.options().first() - 1, target);
        gauge.reach(generation.reached().min());
        if (shared != null) {
            consume(shared, _ -> true, true);
        } else {
            fold(generation.reached().min(), target, _ -> true, true);
        }
        job.enter(rebuild, Phase.LOAD);
        saveAndCommit();
    }

    /** How far the live tables are. */
    private Segments live() {
        return writer.call(
                connection ->
                        new Segments(
                                workshop.tokens()
                                        .positions(
                                                rebuild.projection(),
                                                RebuildTable.within(connection))));
    }

    private void fold(long after, long last, Predicate<Entry> due, boolean politely) {
        var scan =
                new SharedScan(
                        workshop.archive(),
                        workshop.decoders(),
                        List.of(workshop.wanted(rebuild.projection())));
        Thread reader =
                Thread.ofPlatform()
                        .daemon()
                        .name(schema.name() + " reader")
                        .start(() -> scan.read(after, last));
        try (SharedScan.Part events = scan.part(0)) {
            consume(events, due, politely);
        } finally {
            reader.interrupt();
        }
    }

    private void consume(SharedScan.Part events, Predicate<Entry> due, boolean politely) {
        Decoded piece = events.next();
        while (piece != null) {
            job.mustGoOn();
            generation.handle(piece, due);
            if (politely) {
                generation.reaches(Reached.all(piece.lastPosition()));
                gauge.reach(piece.lastPosition());
                checkpoint();
                courtesy.pause();
            }
            piece = events.next();
        }
    }

    private void checkpoint() {
        if (System.nanoTime() - saved >= workshop.settings().checkpoint().toNanos()) {
            saveAndCommit();
            table.thrives(rebuild.id());
        }
    }

    private void saveAndCommit() {
        generation.save();
        writer.commit();
        saved = System.nanoTime();
    }

    private void index() {
        job.enter(rebuild, Phase.INDEX);
        for (String statement : writer.call(schema::missing)) {
            job.mustGoOn();
            slowly(statement);
        }
        for (String built :
                writer.call(
                        connection -> GenerationSchema.tablesOfRows(connection, schema.name()))) {
            slowly("analyze " + schema.name() + "." + built);
        }
    }

    private void slowly(String statement) {
        writer.callLong(
                connection -> {
                    GenerationSchema.run(
                            connection,
                            "set local maintenance_work_mem = '256MB';"
                                    + " set local enable_seqscan = on");
                    GenerationSchema.run(connection, statement);
                    return true;
                });
        writer.commit();
    }

    void catchUp() {
        come(live());
        while (live().reached().max() - generation.reached().min()
                > workshop.settings().nearness()) {
            job.mustGoOn();
            come(live());
        }
    }

    private void come(Segments live) {
        foldUpTo(live);
        writer.commit();
        saved = System.nanoTime();
    }

    /** Exactly as far as the live tables are; lasts with the next commit. */
    private void foldUpTo(Segments live) {
        Reached from = generation.reached();
        Reached to = live.reached();
        live.mustFit(from);
        gauge.extend(to.min());
        generation.lookAtLetters();
        fold(
                from.min(),
                to.max(),
                entry -> live.isBetween(from, to, entry.position(), entry.stream()),
                false);
        generation.reaches(to);
        gauge.reach(to.min());
        generation.save();
    }

    private void compare() {
        job.enter(rebuild, Phase.COMPARE);
        patiently(this::compareAtOnce);
    }

    private void compareAtOnce() {
        try (Connection snapshot = workshop.dataSource().getConnection()) {
            try {
                snapshot.setAutoCommit(false);
                snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                meet(snapshot);
                List<Difference> found = differences(snapshot);
                table.differ(rebuild.id(), found);
                if (rebuild.options().verify() && !found.isEmpty()) {
                    throw new IllegalStateException(
                            "The rebuilt tables differ from the live ones: " + found.size());
                }
            } finally {
                snapshot.rollback();
            }
        } catch (java.sql.SQLException failed) {
            throw new DatabaseFailure(failed);
        }
    }

    private List<Difference> differences(Connection snapshot) {
        return writer.callLong(
                _ -> new Comparison(snapshot, schema.model(), schema.name()).differences());
    }

    /** Makes a snapshot in which both generations are at the same position. */
    private void meet(Connection snapshot) {
        lockForLong();
        try {
            come(live());
            writer.call(
                    _ -> {
                        GenerationSchema.run(snapshot, "select 1");
                        return true;
                    });
        } finally {
            writer.call(
                    connection -> {
                        lock(connection).release();
                        return true;
                    });
        }
    }

    private void lockForLong() {
        writer.call(
                connection -> {
                    GenerationSchema.run(connection, waitingAtMost());
                    lock(connection).ownForLong();
                    return true;
                });
    }

    String waitingAtMost() {
        return "set local lock_timeout = " + workshop.settings().patience().toMillis();
    }

    ProjectionLock lock(Connection connection) {
        return new ProjectionLock(RebuildTable.within(connection), rebuild.projection());
    }

    /** For the last time, in the transaction that holds the lock. */
    Reached arrive() {
        Segments live = live();
        foldUpTo(live);
        return live.reached();
    }

    /** Tries again while somebody else holds a lock for longer than we wait. */
    void patiently(Runnable work) {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (RuntimeException failure) {
                if (attempt == MOST_TRIES || !DatabaseFailure.isAboutLocks(failure)) {
                    throw failure;
                }
                writer.rollBack();
                generation.startOver(noted());
                catchUp();
            }
        }
    }

    private Reached noted() {
        return writer.call(
                connection ->
                        rebuild.kind() == Kind.ROLLBACK
                                ? Objects.requireNonNull(
                                        new Generations(RebuildTable.within(connection))
                                                .of(rebuild.projection())
                                                .keptAt())
                                : RebuildTable.on(connection)
                                        .find(rebuild.id())
                                        .map(Rebuild::reached)
                                        .orElseThrow());
    }
}
