package souk.audit.query;

import org.axonframework.common.AxonTransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

import souk.audit.CheckId;
import souk.audit.CheckView;
import souk.audit.CheckView.Kind;
import souk.audit.CheckView.Phase;
import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;
import souk.platform.query.rebuild.Rebuilds;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

/** One check, from wherever it is to its end, as long as nobody else works on it. */
final class CheckRun {

    private static final Logger log = LoggerFactory.getLogger(CheckRun.class);

    private static final long CLAIM = 5_430_121;

    /** For a node that seals to come, or to come back. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

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
        } catch (SQLException | DataAccessException | AxonTransientException away) {
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
            if (check.kinds().contains(Kind.LOG) && !sealed.isHere()) {
                leaveToOthers();
                return;
            }
            if (table.report(id, check.done(), check.total(), 0, clock.instant())) {
                course.cancel();
            }
            course.mustGoOn();
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
        } catch (DataIntegrityViolationException refused) { // as it would be the next time
            hasFailed(refused);
        } catch (DataAccessException | AxonTransientException passing) {
            throw passing;
        } catch (Incomplete notCompared) {
            table.end(id, Phase.FAILED, notCompared.getMessage(), clock.instant());
        } catch (RuntimeException failure) {
            hasFailed(failure);
        }
    }

    private void hasFailed(RuntimeException failure) {
        log.warn("The check {} has failed", id, failure);
        table.end(id, Phase.FAILED, failure.toString(), clock.instant());
    }

    // a node that seals does it: nothing that was signed is to be found here
    private void leaveToOthers() {
        if (table.isCancelled(id)) {
            table.end(id, Phase.CANCELLED, null, clock.instant());
        } else if (table.isLeftAloneSince(id, clock.instant().minus(PATIENCE))) {
            throw new Incomplete(
                    "no node that seals has worked on it for %d minutes: what was signed is to be found on one with souk.audit.enabled=true only"
                            .formatted(PATIENCE.toMinutes()));
        }
    }

    private void checkLog(CheckView check) {
        boolean begins = check.phase() == Phase.TREE;
        // who goes on with it compares with leaves that were compared with what was signed
        long size = begins ? sealed.size() : check.sealed();
        long asked = whenAsked();
        if (begins) {
            table.compares(id, size);
            new TreeCheck(sealed, Math.min(records.head(), asked - 1), course).run(size);
        }
        Long last = check.to();
        long end = last == null ? size : last < size ? last + 1 : size;
        if (check.from() >= end) {
            throw new Incomplete(
                    "nothing to compare: %d events are sealed, and positions from %d on were asked for"
                            .formatted(size, check.from()));
        }
        new EventCheck(records, sealed, asked, course).run(check.from(), table.reached(id), end);
    }

    /** Where the look was stored that has asked for it. */
    private long whenAsked() {
        String look = table.look(id);
        return look == null
                ? Long.MAX_VALUE
                : records.stream(look, 0, 1).stream()
                        .mapToLong(StoredRecord::position)
                        .findFirst()
                        .orElse(Long.MAX_VALUE);
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
