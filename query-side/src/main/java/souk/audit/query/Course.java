package souk.audit.query;

import org.springframework.transaction.support.TransactionOperations;

import souk.audit.CheckId;
import souk.audit.CheckView.Phase;
import souk.audit.Finding;
import souk.platform.query.Rate;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a check on its way tells everybody, once a second, and hears from them. */
final class Course {

    private static final long BETWEEN = Duration.ofSeconds(1).toNanos();

    private final CheckId id;
    private final CheckTable table;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final List<Finding> found = new ArrayList<>();
    private Rate rate = new Rate();
    private Phase phase = Phase.TREE;
    private long total;
    private long done;
    private long begun;
    private long told;

    Course(CheckId id, CheckTable table, TransactionOperations transactions, Clock clock) {
        this.id = id;
        this.table = table;
        this.transactions = transactions;
        this.clock = clock;
    }

    void cancel() {
        cancelled.set(true);
    }

    void enter(Phase next, boolean anew, long expected) {
        mustGoOn();
        transactions.executeWithoutResult(_ -> table.enter(id, next, anew));
        phase = next;
        total = expected;
        done = 0;
        rate = new Rate();
        begun = System.nanoTime();
        told = 0;
    }

    void finds(Finding finding) {
        found.add(finding);
    }

    /** Passed so many more, and all before the position. */
    void passes(long more, long position) {
        mustGoOn();
        done += more;
        rate.add(more);
        if (System.nanoTime() - told >= BETWEEN) {
            tell(position);
        }
    }

    /** What was found lasts together with how far that was. */
    void tell(long position) {
        told = System.nanoTime();
        boolean stops =
                Boolean.TRUE.equals(
                        transactions.execute(
                                _ -> {
                                    table.add(id, phase, found);
                                    if (phase == Phase.LOG) {
                                        table.reach(id, position);
                                    }
                                    return table.report(
                                            id, done, total, perSecond(), clock.instant());
                                }));
        found.clear();
        if (stops) {
            cancel();
        }
    }

    /** As others tell it. */
    void follows(long theirsDone, long theirsTotal) {
        mustGoOn();
        rate.add(Math.max(0, theirsDone - done));
        done = theirsDone;
        total = Math.max(theirsDone, theirsTotal);
        tell(0);
    }

    // in the first seconds there is no past to look at
    private long perSecond() {
        double seconds = (System.nanoTime() - begun) / 1e9;
        return Math.round(seconds < 11 ? done / Math.max(0.001, seconds) : rate.perSecond());
    }

    void mustGoOn() {
        if (cancelled.get() || Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
    }

    boolean isCancelled() {
        return cancelled.get();
    }

    /** Somebody wants it to end, or this process does. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
