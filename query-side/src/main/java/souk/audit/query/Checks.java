package souk.audit.query;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

import souk.audit.CheckId;
import souk.kernel.EventRecords;
import souk.platform.query.rebuild.Rebuilds;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/** Runs the check that is under way, one at a time, and goes on with what a dead process left. */
final class Checks implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Checks.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration STOPPING = Duration.ofSeconds(15);

    private final CheckTable table;
    private final SealedLog sealed;
    private final EventRecords records;
    private final Rebuilds rebuilds;
    private final TransactionOperations transactions;
    private final DataSource dataSource;
    private final Clock clock;
    private final Object monitor = new Object();
    private @Nullable ScheduledExecutorService clockwork;
    private @Nullable Thread thread;
    private @Nullable CheckRun run;

    Checks(
            CheckTable table,
            SealedLog sealed,
            EventRecords records,
            Rebuilds rebuilds,
            TransactionOperations transactions,
            DataSource dataSource,
            Clock clock) {
        this.table = table;
        this.sealed = sealed;
        this.records = records;
        this.rebuilds = rebuilds;
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Goes on with whatever is under way, if this process does not yet. */
    void look() {
        try {
            table.running().ifPresent(it -> launch(it.id()));
        } catch (RuntimeException away) { // or nobody would look again
            log.warn("Checks can't be looked at", away);
        }
    }

    /** False if there is nothing to end. */
    boolean cancel(CheckId id) {
        boolean underWay = table.cancel(id);
        synchronized (monitor) {
            if (underWay && run != null) {
                run.cancel();
            }
        }
        return underWay;
    }

    // busy for minutes: a virtual thread would keep others from their processors
    private void launch(CheckId id) {
        synchronized (monitor) {
            if (clockwork == null || (thread != null && thread.isAlive())) {
                return;
            }
            var course = new Course(id, table, transactions, clock);
            CheckRun next = new CheckRun(id, table, sealed, records, rebuilds, course, clock);
            run = next;
            thread = Thread.ofPlatform().daemon().name("check").start(() -> next.run(dataSource));
        }
    }

    @Override
    public void start() {
        synchronized (monitor) {
            ScheduledExecutorService fresh =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofVirtual().name("checks").factory());
            fresh.scheduleWithFixedDelay(
                    this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            clockwork = fresh;
        }
    }

    /** What is under way goes on after the next start, here or elsewhere. */
    @Override
    public void stop() {
        Thread working;
        synchronized (monitor) {
            if (clockwork != null) {
                clockwork.shutdownNow();
            }
            clockwork = null;
            working = thread;
        }
        if (working != null) {
            working.interrupt();
            try {
                working.join(STOPPING);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        synchronized (monitor) {
            return clockwork != null;
        }
    }
}
