package souk.audit.rest;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.DisconnectedClientHelper;

import souk.audit.Access;
import souk.audit.Leaves;
import souk.audit.LogQuery.FindLeaves;
import souk.audit.LogRejection.NotSealedYet;
import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;
import souk.platform.rest.Queries;
import souk.platform.rest.problem.BrokenOff;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells events as they are stored. A page at a time is in memory, and nothing is kept open while
 * the client reads it.
 */
@Component
class LogExport {

    static final String LINES = "application/x-ndjson";

    private static final int PAGE = 1_000;

    private final EventRecords records;
    private final Queries queries;
    private final Accesses accesses;
    private final ExportLine line;

    LogExport(EventRecords records, Queries queries, Accesses accesses, ExportLine line) {
        this.records = records;
        this.queries = queries;
        this.accesses = accesses;
        this.line = line;
    }

    /** Up to what is sealed, where nothing else is said. */
    void write(long from, @Nullable Long to, HttpServletResponse response) throws IOException {
        Leaves leaves = leaves(from);
        long last = to == null ? leaves.sealed() - 1 : to;
        if (last >= leaves.sealed()) {
            throw new ProblemException(Problem.of(new NotSealedYet(last + 1, leaves.sealed())));
        }
        accesses.record(new Access(Access.Kind.LOG_EXPORT, "log", from + ".." + last, false, null));
        response.setContentType(LINES);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        OutputStream out = response.getOutputStream();
        try {
            for (long next = from; next <= last; next += PAGE) {
                write(
                        next,
                        Math.min(last, next + PAGE - 1),
                        next == from ? leaves : leaves(next),
                        out);
            }
        } catch (IOException | RuntimeException failed) {
            if (DisconnectedClientHelper.isClientDisconnectedException(failed)
                    || !response.isCommitted()) {
                throw failed;
            }
            throw new BrokenOff(failed);
        }
    }

    private void write(long from, long last, Leaves leaves, OutputStream out) throws IOException {
        for (StoredRecord stored : read(from, last)) {
            line.write(stored, leaves.of(stored.position()), out);
        }
        out.flush();
    }

    private List<StoredRecord> read(long from, long last) {
        List<StoredRecord> page = new ArrayList<>();
        try (var reading = records.read(from - 1, last)) {
            for (var piece = reading.next(); piece != null; piece = reading.next()) {
                page.addAll(piece);
            }
        }
        return page;
    }

    private Leaves leaves(long from) {
        return queries.ask(new FindLeaves(from, PAGE), Leaves.class);
    }
}
