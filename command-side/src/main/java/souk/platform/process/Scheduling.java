package souk.platform.process;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

import org.axonframework.spring.config.SpringAxonConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

/**
 * The scheduler of this process: starts once messages have their handlers, stops before they lose
 * them. What it keeps is written in the transaction under way, and looked at once that is over.
 */
class Scheduling implements SmartLifecycle {

    private static final String TABLE = "scheduling.scheduled_tasks";
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final Scheduler scheduler;
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
        this.scheduler =
                new PollingByRealTime(new TransactionAwareDataSourceProxy(database), tasks)
                        .tableName(TABLE)
                        .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                        .serializer(new ScheduledJson())
                        .clock(clock::instant)
                        .schedulerName(new SchedulerName.Fixed(name))
                        .threads(settings.threads())
                        .executorService(
                                Executors.newThreadPerTaskExecutor(
                                        Thread.ofVirtual().name("errands-", 0).factory()))
                        .pollingInterval(settings.polling())
                        .pollUsingLockAndFetch(0.5, 2.0)
                        .enableImmediateExecution()
                        .heartbeatInterval(settings.heartbeat())
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(SHUTDOWN)
                        // whoever handles a failure tells of it
                        .failureLogging(LogLevel.OFF, false)
                        .build();
    }

    /** A clock that stands still, or jumps, decides what is due, but not how often to look. */
    private static class PollingByRealTime extends SchedulerBuilder {

        PollingByRealTime(DataSource dataSource, List<Task<?>> tasks) {
            super(dataSource, tasks);
        }

        @Override
        protected Waiter buildWaiter() {
            return new Waiter(poolingInterval);
        }
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Duration firstRetry() {
        return settings.firstRetry();
    }

    void schedule(TaskInstance<?> task, Instant due) {
        scheduler.schedule(task, due);
        if (!due.isAfter(clock.instant())) {
            lookAfterCommit();
        }
    }

    // before, nobody could see it
    private void lookAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            scheduler.triggerCheckForDueExecutions();
                        }
                    });
        }
    }

    @Override
    public void start() {
        if (alone) {
            // whatever was being done is not being done any more
            database.update(
                    "update "
                            + TABLE
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
