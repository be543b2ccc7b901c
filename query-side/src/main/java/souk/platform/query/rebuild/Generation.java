package souk.platform.query.rebuild;

import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Happened;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Reached;
import souk.platform.query.rebuild.SharedScan.Decoded;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** The tables that a rebuild makes, its handlers over them, and how far both are. */
final class Generation {

    private final Rebuild rebuild;
    private final GenerationWriter writer;
    private final Workshop workshop;
    private final Set<Long> left = new HashSet<>();
    private GenerationTables tables;
    private Fold fold;
    private Reached reached;

    Generation(
            Rebuild rebuild,
            GenerationWriter writer,
            Workshop workshop,
            Reached reached,
            boolean continued) {
        this.rebuild = rebuild;
        this.writer = writer;
        this.workshop = workshop;
        this.reached = reached;
        this.tables = tables(continued);
        this.fold = workshop.fold(rebuild.projection(), tables);
        lookAtLetters();
    }

    private GenerationTables tables(boolean continued) {
        return new GenerationTables(
                workshop.mappings(),
                writer.call(connection -> writer.schema().columnTypes(connection)),
                writer,
                workshop.settings().hotRows(),
                continued);
    }

    // what an admin has discarded is not tried again; a way back has nothing to do with what waits
    void lookAtLetters() {
        writer.call(
                connection -> {
                    var jdbc = RebuildTable.within(connection);
                    left.addAll(Workshop.discarded(rebuild.projection(), jdbc));
                    if (rebuild.kind() == Kind.ROLLBACK) {
                        left.addAll(workshop.parked(rebuild.projection(), jdbc));
                    }
                    return true;
                });
    }

    /** After a transaction was undone: nothing in memory is true any more. */
    void startOver(Reached from) {
        reached = from;
        tables = tables(true);
        fold = workshop.fold(rebuild.projection(), tables);
    }

    Reached reached() {
        return reached;
    }

    void handle(Decoded piece, Predicate<Entry> due) {
        tables.foresee(() -> payloads(piece.entries()));
        for (Entry entry : piece.entries()) {
            if (due.test(entry) && (left.isEmpty() || !left.contains(entry.position()))) {
                tables.at(entry.position());
                fold.handle(entry);
            }
        }
        tables.spill();
    }

    private static List<Object> payloads(List<Entry> entries) {
        return entries.stream()
                .map(Entry::event)
                .filter(Objects::nonNull)
                .map(Happened::payload)
                .toList();
    }

    void reaches(Reached now) {
        reached = now;
    }

    /** Writes all there is, and how far that is: both last with the next commit. */
    void save() {
        tables.flush();
        writer.call(
                connection -> {
                    RebuildTable.on(connection).reach(rebuild.id(), reached);
                    if (rebuild.kind() == Kind.ROLLBACK) {
                        new Generations(RebuildTable.within(connection))
                                .keptReaches(rebuild.projection(), reached);
                    }
                    return true;
                });
    }
}
