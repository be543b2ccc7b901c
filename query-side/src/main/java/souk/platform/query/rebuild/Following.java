package souk.platform.query.rebuild;

import souk.platform.query.ProjectionLock;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Reached;
import souk.platform.query.rebuild.SharedScan.Decoded;

import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** How a generation gets to where the live one is, while that goes on. */
final class Following {

    private static final int MOST_TRIES = 30;

    private final Rebuild rebuild;
    private final GenerationWriter writer;
    private final Workshop workshop;
    private final RebuildJob job;
    private final Gauge gauge;
    private final Generation generation;
    private final Rests rests;

    Following(
            Rebuild rebuild,
            GenerationWriter writer,
            Workshop workshop,
            RebuildJob job,
            Gauge gauge,
            Generation generation,
            Rests rests) {
        this.rebuild = rebuild;
        this.writer = writer;
        this.workshop = workshop;
        this.job = job;
        this.gauge = gauge;
        this.generation = generation;
        this.rests = rests;
    }

    /** How far the live tables are. */
    Segments live() {
        return writer.call(connection -> workshop.live(rebuild, RebuildTable.within(connection)));
    }

    void read(long after, long last, Consumer<Decoded> visit) {
        var scan =
                new SharedScan(
                        workshop.archive(),
                        workshop.decoders(),
                        List.of(workshop.wanted(rebuild.projection())));
        Thread reader =
                Thread.ofPlatform()
                        .daemon()
                        .name(writer.schema().name() + " reader")
                        .start(() -> scan.read(after, last));
        try (SharedScan.Part events = scan.part(0)) {
            consume(events, visit);
        } finally {
            reader.interrupt();
        }
    }

    void consume(SharedScan.Part events, Consumer<Decoded> visit) {
        Decoded piece = events.next(job::mustGoOn);
        while (piece != null) {
            job.mustGoOn();
            visit.accept(piece);
            piece = events.next(job::mustGoOn);
        }
    }

    /**
     * Until there is so little left that live processing may wait for it. Without rests, once they
     * are why as much is left each time.
     */
    void catchUp() {
        long before = Long.MAX_VALUE;
        boolean nearer = true;
        while (before > workshop.settings().nearness()) {
            job.mustGoOn();
            if (nearer) {
                rests.begin();
                arrive(this::makeWay);
            } else {
                arrive();
            }
            writer.commit();
            long left = live().reached().max() - generation.reached().min();
            nearer = left < before / 2;
            before = left;
        }
    }

    private void makeWay(Reached reached) {
        if (writer.isInTheWay()) {
            generation.reaches(reached);
            generation.save();
            writer.commit();
        }
        gauge.reach(reached.min());
        rests.pause();
    }

    /** Exactly as far as the live tables are; lasts with the next commit. Live work waits. */
    Reached arrive() {
        writer.hurry(true);
        try {
            return arrive(_ -> {});
        } finally {
            writer.hurry(false);
        }
    }

    private Reached arrive(Consumer<Reached> betweenPieces) {
        Segments live = live();
        Reached from = generation.reached();
        Reached to = live.reached();
        live.mustFit(from);
        gauge.extend(to.min());
        generation.lookAtLetters();
        read(
                from.min(),
                to.max(),
                piece -> {
                    generation.handle(
                            piece, it -> live.isBetween(from, to, it.position(), it.stream()));
                    betweenPieces.accept(from.towards(to, piece.lastPosition()));
                });
        generation.reaches(to);
        gauge.reach(to.min());
        generation.save();
        return to;
    }

    /** Makes a snapshot in which both generations are at the same position. */
    void meet(Connection snapshot) {
        writer.call(
                connection -> {
                    GenerationSchema.run(connection, waitingAtMost());
                    lock(connection).ownForLong();
                    return true;
                });
        try {
            arrive();
            writer.commit();
            writer.call(
                    _ -> {
                        GenerationSchema.run(snapshot, "select 1");
                        return true;
                    });
        } catch (RuntimeException failed) {
            // in a transaction that has failed, nothing can be let go
            writer.rollBack();
            throw failed;
        } finally {
            writer.call(
                    connection -> {
                        lock(connection).release();
                        return true;
                    });
        }
    }

    String waitingAtMost() {
        return "set local lock_timeout = " + workshop.settings().patience().toMillis();
    }

    ProjectionLock lock(Connection connection) {
        return new ProjectionLock(RebuildTable.within(connection), rebuild.projection());
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
                generation.startOver(noted(rebuild, writer));
                catchUp();
            }
        }
    }

    /** How far the tables are, as it was written with them. */
    static Reached noted(Rebuild rebuild, GenerationWriter writer) {
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
