package souk.platform.query.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes what loaded tables still lack: keys, indexes, and statistics to plan by. Two at a time,
 * unless others want the processors.
 */
final class Finishing {

    // what comes last waits for the disk
    private static final String SETTINGS =
            "set maintenance_work_mem = '256MB'; set synchronous_commit = off";

    private final GenerationWriter writer;
    private final Workshop workshop;
    private final RebuildJob job;

    Finishing(GenerationWriter writer, Workshop workshop, RebuildJob job) {
        this.writer = writer;
        this.workshop = workshop;
        this.job = job;
    }

    void run() {
        Queue<String> left = new ConcurrentLinkedQueue<>(writer.call(this::statements));
        CompletableFuture<Void> beside =
                workshop.courtesy().isDue() || left.size() < 2
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.runAsync(() -> work(left, true), Workshop.beside());
        writer.together(() -> writer.call(_ -> work(left, false)), beside);
    }

    private List<String> statements(Connection connection) throws SQLException {
        GenerationSchema schema = writer.schema();
        List<String> statements = new ArrayList<>(schema.missing(connection));
        for (String table : GenerationSchema.tablesOfRows(connection, schema.name())) {
            statements.add("analyze " + schema.name() + "." + table);
        }
        return statements;
    }

    private boolean work(Queue<String> left, boolean helping) {
        var rests = new Rests(workshop.courtesy());
        try (Connection background = workshop.background().getConnection()) {
            GenerationSchema.run(background, SETTINGS);
            while (!(helping && workshop.courtesy().isDue())) {
                String statement = left.poll();
                if (statement == null) {
                    break;
                }
                job.mustGoOn();
                rests.begin();
                writer.slowly(background, connection -> run(connection, statement));
                writer.pause(rests);
            }
            return true;
        } catch (SQLException failed) {
            throw new DatabaseFailure(failed);
        }
    }

    // workers would have as many processors as they like, at no low priority
    private boolean run(Connection connection, String statement) throws SQLException {
        GenerationSchema.run(
                connection,
                workshop.courtesy().isDue()
                        ? "set max_parallel_maintenance_workers = 0"
                        : "reset max_parallel_maintenance_workers");
        GenerationSchema.run(connection, statement);
        return true;
    }
}
