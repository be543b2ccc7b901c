package souk.platform.process;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.PollingStrategyConfig;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

/** db-scheduler over {@link PromptTasks}, which its builder would not take. */
final class PromptScheduler extends Scheduler {

    private static final Logger log = LoggerFactory.getLogger(PromptScheduler.class);

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);
    private static final double LOWER = 0.5;
    private static final double UPPER = 2.0;

    private final PromptTasks own;
    private final JdbcOperations database;

    /**
     * What it is made of.
     *
     * @param own as the scheduler sees the table
     * @param callers the same for those who schedule, in the transaction under way
     */
    private record Parts(
            Clock clock,
            TaskResolver resolver,
            SchedulerName name,
            Waiter waiter,
            PromptTasks own,
            PromptTasks callers) {

        static Parts of(
                DataSource database,
                List<Task<?>> tasks,
                ProcessSettings settings,
                Clock clock,
                String called) {
            var resolver = new TaskResolver(SchedulerListeners.NOOP, clock, tasks);
            var name = new SchedulerName.Fixed(called);
            // by real time: a clock that stands still, or jumps, decides what is due, but not how
            // often to look
            var waiter = new Waiter(settings.polling());
            var json = new ScheduledJson();
            return new Parts(
                    clock,
                    resolver,
                    name,
                    waiter,
                    new PromptTasks(database, true, resolver, name, clock, waiter, settings, json),
                    new PromptTasks(
                            database, false, resolver, name, clock, waiter, settings, json));
        }
    }

    PromptScheduler(
            DataSource database,
            List<Task<?>> tasks,
            ProcessSettings settings,
            Clock clock,
            String name) {
        this(
                Parts.of(database, tasks, settings, clock, name),
                settings,
                new JdbcTemplate(database));
    }

    private PromptScheduler(Parts parts, ProcessSettings settings, JdbcOperations database) {
        super(
                parts.clock(),
                parts.own(),
                parts.callers(),
                parts.resolver(),
                settings.threads(),
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("errands-", 0).factory()),
                parts.name(),
                parts.waiter(),
                settings.heartbeat(),
                MISSED_HEARTBEATS,
                new ArrayList<>(),
                List.of(),
                new PollingStrategyConfig(PollingStrategyConfig.Type.LOCK_AND_FETCH, LOWER, UPPER),
                SchedulerBuilder.DEFAULT_DELETION_OF_UNRESOLVED_TASKS_DURATION,
                SHUTDOWN,
                // whoever handles a failure tells of it
                LogLevel.OFF,
                false,
                List.of(),
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("errands due-", 0).factory()),
                Executors.newScheduledThreadPool(
                        2, Thread.ofPlatform().name("errands upkeep-", 0).factory()));
        this.own = parts.own();
        this.database = database;
        Clock clock = parts.clock();
        registerSchedulerListener(
                new AbstractSchedulerListener() {
                    @Override
                    public void onExecutionScheduled(TaskInstanceId task, Instant due) {
                        if (!due.isAfter(clock.now())) {
                            triggerCheckForDueExecutions();
                        }
                    }
                });
    }

    PromptTasks tasks() {
        return own;
    }

    /** Looks into the table. */
    @Override
    public void triggerCheckForDueExecutions() {
        own.lookNext();
        super.triggerCheckForDueExecutions();
    }

    /**
     * Only what is being carried out, or gone, is looked at first. It is too late for the former:
     * whoever carries it out finds that its saga has ended, or has changed.
     */
    @Override
    public void cancel(TaskInstanceId task) {
        int cancelled =
                database.update(
                        "delete from "
                                + PromptTasks.TABLE
                                + " where task_name = ? and task_instance = ? and not picked",
                        task.getTaskName(),
                        task.getId());
        if (cancelled == 0) {
            try {
                super.cancel(task);
            } catch (TaskInstanceCurrentlyExecutingException late) {
                log.debug("{} is being carried out already", task, late);
            }
        }
    }

    /** What is done stays picked until it is deleted, and would be taken for that of the dead. */
    @Override
    protected void detectDeadExecutions() {
        own.removeDone();
        super.detectDeadExecutions();
    }

    @Override
    public void stop() {
        super.stop();
        try {
            own.removeDone();
        } finally {
            own.giveBack();
        }
    }
}
