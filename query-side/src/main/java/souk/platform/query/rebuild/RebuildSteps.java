package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;

import souk.platform.query.rebuild.Rebuild.Difference;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Reached;
import souk.platform.query.rebuild.SharedScan.Decoded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a rebuild does, phase by phase; each can be begun again. */
final class RebuildSteps {

    private final Rebuild rebuild;
    private final GenerationWriter writer;
    private final GenerationSchema schema;
    private final Workshop workshop;
    private final RebuildTable table;
    private final RebuildJob job;
    private final Gauge gauge;
    private final Rests rests;
    private final Generation generation;
    private final Following following;
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
        this.rests = new Rests(workshop.courtesy());
        this.generation = generation();
        this.following = new Following(rebuild, writer, workshop, job, gauge, generation, rests);
    }

    private Generation generation() {
        if (rebuild.kind() == Kind.ROLLBACK) {
            return new Generation(
                    rebuild, writer, workshop, Following.noted(rebuild, writer), true);
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
            job.succeed(table);
            return;
        }
        job.enter(rebuild, Phase.CATCH_UP);
        following.catchUp();
        if (rebuild.kind() == Kind.REBUILD || rebuild.kind() == Kind.CHECK) {
            compare();
        }
        if (rebuild.kind() == Kind.CHECK) {
            discard();
            return;
        }
        new Swap(rebuild, writer, workshop, job, following).run();
    }

    private void discard() {
        writer.call(
                connection -> {
                    GenerationSchema.drop(connection, schema.name());
                    job.succeed(RebuildTable.on(connection));
                    return true;
                });
        writer.commit();
    }

    private void scan(SharedScan.@Nullable Part shared) {
        job.enter(rebuild, Phase.SCAN);
        long target = target();
        gauge.expect(rebuild.options().first() - 1, target);
        gauge.reach(generation.reached().min());
        if (shared != null) {
            following.consume(shared, this::take);
        } else {
            following.read(generation.reached().min(), target, this::take);
        }
        job.enter(rebuild, Phase.LOAD);
        saveAndCommit();
    }

    private long target() {
        Long last = rebuild.options().last();
        return last == null
                ? following.live().reached().min()
                : Math.min(last, workshop.archive().head());
    }

    private void take(Decoded piece) {
        generation.handle(piece, _ -> true);
        generation.reaches(Reached.all(piece.lastPosition()));
        gauge.reach(piece.lastPosition());
        if (System.nanoTime() - saved >= workshop.settings().checkpoint().toNanos()
                || writer.isInTheWay()) {
            saveAndCommit();
            table.thrives(rebuild.id());
        }
        rests.pause();
    }

    private void saveAndCommit() {
        generation.save();
        writer.commit();
        saved = System.nanoTime();
    }

    private void index() {
        job.enter(rebuild, Phase.INDEX);
        new Finishing(writer, workshop, job).run();
    }

    private void compare() {
        job.enter(rebuild, Phase.COMPARE);
        following.patiently(this::compareAtOnce);
    }

    private void compareAtOnce() {
        try (Connection ofLive = snapshot();
                Connection ofRebuilt = snapshot()) {
            following.meet(ofLive);
            GenerationSchema.run(ofRebuilt, "set transaction snapshot '" + exported(ofLive) + "'");
            Courtesy courtesy = workshop.courtesy();
            var comparison =
                    new Comparison(
                            new Checksums(ofLive, courtesy, this::pause),
                            new Checksums(ofRebuilt, courtesy, this::pause),
                            writer,
                            courtesy.isDue() ? Runnable::run : Workshop.beside());
            List<Difference> found = comparison.differences();
            table.differ(rebuild.id(), found);
            if (rebuild.options().mustEqualLive() && !found.isEmpty()) {
                throw new IllegalStateException(
                        "The rebuilt tables differ from the live ones: " + found.size());
            }
        } catch (SQLException failed) {
            throw new DatabaseFailure(failed);
        }
    }

    private void pause(Rests ofThread) {
        job.mustGoOn();
        writer.pause(ofThread);
    }

    private Connection snapshot() throws SQLException {
        Connection connection = workshop.background().getConnection();
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return connection;
        } catch (SQLException broken) {
            connection.close();
            throw broken;
        }
    }

    private static String exported(Connection snapshot) throws SQLException {
        try (var statement = snapshot.createStatement();
                var row = statement.executeQuery("select pg_export_snapshot()")) {
            row.next();
            return row.getString(1);
        }
    }
}
