package souk.audit.query;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import souk.audit.CheckId;
import souk.audit.CheckView;
import souk.audit.CheckView.Kind;
import souk.audit.CheckView.Phase;
import souk.kernel.EventRecords;
import souk.platform.query.rebuild.Rebuilds;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

import javax.sql.DataSource;

/** One check, from wherever it is to its end, as long as nobody else works on it. */
final class CheckRun {

    private static final Logger log = LoggerFactory.getLogger(CheckRun.class);

    private static final long CLAIM = 5_430_121;

    private final CheckId id;
    private final CheckTable table;
    private final SealedLog sealed;
    private final EventRecords records;
    private final Rebuilds rebuilds;
    private final Course course;
    private final Clock clock;

    CheckRun(
            CheckId id,
            CheckTable table,
            SealedLog sealed,
            EventRecords records,
            Rebuilds rebuilds,
            Course course,
            Clock clock) {
        this.id = id;
        this.table = table;
        this.sealed = sealed;
        this.records = records;
        this.rebuilds = rebuilds;
        this.course = course;
        this.clock = clock;
    }

    void cancel() {
        course.cancel();
    }

    void run(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            if (call("select pg_try_advisory_lock(" + CLAIM + ")", connection)) {
                try {
                    table.find(id).filter(it -> it.endedAt() == null).ifPresent(this::run);
                } finally {
                    call("select pg_advisory_unlock(" + CLAIM + ")", connection);
                }
            }
        } catch (SQLException | DataAccessException away) {
            log.warn("The check {} rests: {}", id, away.getMessage());
        }
    }

    private static boolean call(String query, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void run(CheckView check) {
        try {
            if (table.report(id, check.done(), check.total(), 0)) {
                course.cancel();
            }
            course.mustGoOn();
            if (check.kinds().contains(Kind.LOG) && !sealed.isHere()) {
                return; // a node that seals does it: nothing that was signed is to be found here
            }
            if (check.phase() == Phase.TREE || check.phase() == Phase.LOG) {
                checkLog(check);
            }
            if (check.kinds().contains(Kind.VIEWS)) {
                new ViewCheck(rebuilds, table, course, clock).run(id, check.projections());
            }
            table.end(id, Phase.DONE, null, clock.instant());
        } catch (Course.Stopped stopped) {
            endIfCancelled();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            endIfCancelled();
        } catch (DataAccessException passing) {
            throw passing;
        } catch (Incomplete notCompared) {
            table.end(id, Phase.FAILED, notCompared.getMessage(), clock.instant());
        } catch (RuntimeException failure) {
            log.warn("The check {} has failed", id, failure);
            table.end(id, Phase.FAILED, failure.toString(), clock.instant());
        }
    }

    private void checkLog(CheckView check) {
        long size = sealed.size();
        table.compares(id, size);
        if (check.phase() == Phase.TREE) {
            new TreeCheck(sealed, records.head(), course).run(size);
        }
        Long last = check.to();
        long end = last == null ? size : last < size ? last + 1 : size;
        if (check.from() >= end) {
            throw new Incomplete(
                    "nothing to compare: %d events are sealed, and positions from %d on were asked for"
                            .formatted(size, check.from()));
        }
        new EventCheck(records, sealed, course).run(check.from(), table.reached(id), end);
    }

    private void endIfCancelled() {
        if (course.isCancelled()) {
            table.end(id, Phase.CANCELLED, null, clock.instant());
        }
    }

    /** Not all that should be compared was: nobody may take it for clean. */
    static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Incomplete(String why) {
            super(why);
        }
    }
}
