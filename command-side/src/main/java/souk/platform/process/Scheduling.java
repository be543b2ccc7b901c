package souk.platform.process;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

import org.axonframework.spring.config.SpringAxonConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

/**
 * The scheduler of this process: starts once messages have their handlers, stops before they lose
 * them. What it keeps is written in the transaction under way, and looked at once that is over.
 */
class Scheduling implements SmartLifecycle {

    private final PromptScheduler scheduler;
    private final JdbcTemplate database;
    private final ProcessSettings settings;
    private final boolean alone;
    private final Clock clock;

    /**
     * @param alone whether no other process can be using this database
     */
    Scheduling(
            DataSource database,
            List<Task<?>> tasks,
            ProcessSettings settings,
            Clock clock,
            String name,
            boolean alone) {
        this.database = new JdbcTemplate(database);
        this.settings = settings;
        this.alone = alone;
        this.clock = clock;
        this.scheduler = new PromptScheduler(database, tasks, settings, clock::instant, name);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Duration firstRetry() {
        return settings.firstRetry();
    }

    /** What is due at once is carried out once the transaction under way is over. */
    void schedule(TaskInstance<?> task, Instant due) {
        if (due.isAfter(clock.instant())) {
            scheduler.schedule(task, due);
        } else if (isRunning() && scheduler.tasks().hasRoom()) {
            handOver(scheduler.tasks().pick(task, due));
        } else {
            scheduler.schedule(task, due);
            afterCommit(scheduler::triggerCheckForDueExecutions, () -> {});
        }
    }

    private void handOver(Execution picked) {
        PromptTasks tasks = scheduler.tasks();
        afterCommit(() -> tasks.handOver(picked), tasks::drop);
    }

    // before, it may yet be taken back, and nobody could see it
    private static void afterCommit(Runnable then, Runnable otherwise) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            then.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        if (status == STATUS_COMMITTED) {
                            then.run();
                        } else {
                            otherwise.run();
                        }
                    }
                });
    }

    @Override
    public void start() {
        if (alone) {
            // whatever was being done is not being done any more
            database.update(
                    "update "
                            + PromptTasks.TABLE
                            + " set picked = false, picked_by = null, last_heartbeat = null"
                            + " where picked");
        }
        scheduler.start();
    }

    @Override
    public void stop() {
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }

    /** After Axon, before HTTP; stopped the other way round. */
    @Override
    public int getPhase() {
        return SpringAxonConfiguration.LIFECYCLE_PHASE + 512;
    }
}
