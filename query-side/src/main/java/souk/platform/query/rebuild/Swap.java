package souk.platform.query.rebuild;

import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Reached;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Puts a generation in the place of the live one, in one transaction. Nobody waits for a table:
 * statements under way go on with the one they have found, the next ones find the new one. The live
 * processor goes on where it was, since both generations are exactly there.
 */
final class Swap {

    private final Rebuild rebuild;
    private final GenerationWriter writer;
    private final GenerationSchema schema;
    private final Workshop workshop;
    private final RebuildJob job;
    private final Following following;

    Swap(
            Rebuild rebuild,
            GenerationWriter writer,
            Workshop workshop,
            RebuildJob job,
            Following following) {
        this.rebuild = rebuild;
        this.writer = writer;
        this.schema = writer.schema();
        this.workshop = workshop;
        this.job = job;
        this.following = following;
    }

    void run() {
        job.enter(rebuild, Phase.SWAP);
        following.catchUp();
        following.patiently(this::attempt);
        if (rebuild.kind() != Kind.ROLLBACK && !rebuild.options().keepOld()) {
            dropOld();
        }
    }

    private void attempt() {
        writer.call(
                connection -> {
                    GenerationSchema.run(connection, following.waitingAtMost());
                    following.lock(connection).own();
                    return true;
                });
        Reached at = following.arrive();
        writer.call(
                connection -> {
                    mustBeLikeLive(connection);
                    rename(connection);
                    note(connection, at);
                    // everything before this is on disk with it
                    GenerationSchema.run(connection, "set local synchronous_commit = on");
                    return true;
                });
        writer.commit();
    }

    private void mustBeLikeLive(Connection connection) throws SQLException {
        if (schema.isOutdated(connection)) {
            throw new IllegalStateException(
                    "A migration has changed " + schema.model() + " since these tables were made");
        }
    }

    private void rename(Connection connection) throws SQLException {
        String live = schema.model();
        String kept = RebuildJob.keptSchemaOf(rebuild.projection());
        if (rebuild.kind() == Kind.ROLLBACK) {
            String aside = live + "_aside";
            GenerationSchema.rename(connection, live, aside);
            GenerationSchema.rename(connection, kept, live);
            GenerationSchema.rename(connection, aside, kept);
        } else {
            GenerationSchema.drop(connection, kept);
            GenerationSchema.rename(connection, live, kept);
            GenerationSchema.rename(connection, schema.name(), live);
        }
    }

    private void note(Connection connection, Reached at) {
        var jdbc = RebuildTable.within(connection);
        var generations = new Generations(jdbc);
        if (rebuild.kind() == Kind.BUILD) {
            // of no token that has come meanwhile: then all this is undone
            workshop.projections().begin(rebuild.projection(), at.max(), jdbc);
            job.succeed(RebuildTable.on(connection));
            return;
        }
        if (rebuild.kind() == Kind.ROLLBACK) {
            long letters = workshop.parked(rebuild.projection(), jdbc).size();
            generations.exchange(rebuild.projection(), at, letters);
        } else {
            // the new tables have digested them
            long letters = workshop.letGo(rebuild, jdbc);
            generations.follow(rebuild.projection(), at, letters);
            if (!rebuild.options().keepOld()) {
                generations.forgetKept(rebuild.projection());
            }
        }
        job.succeed(RebuildTable.on(connection));
    }

    // readers that began before the swap may still be at it: then the next rebuild drops it
    private void dropOld() {
        writer.call(
                connection -> {
                    GenerationSchema.run(connection, following.waitingAtMost());
                    GenerationSchema.drop(
                            connection, RebuildJob.keptSchemaOf(rebuild.projection()));
                    return true;
                });
        writer.commit();
    }
}
