package souk.platform.process;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ScheduledTaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

/**
 * The scheduler's table. What this process writes there and is due at once is written as picked by
 * itself, and handed over in memory once that is committed: so nobody need look for it. What is
 * done is deleted together with others. A row that was picked and is not done is found as that of
 * any other process that died.
 */
final class PromptTasks extends JdbcTaskRepository {

    static final String TABLE = "scheduling.scheduled_tasks";

    private static final int MANY = 100;
    private static final Logger log = LoggerFactory.getLogger(PromptTasks.class);

    private final JdbcOperations database;
    private final ScheduledJson json;
    private final SchedulerName name;
    private final Clock clock;
    private final Waiter waiter;
    private final long pollingNanos;
    private final int mostWaiting;
    private final Duration freshness;

    private final Queue<Execution> handedOver = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Queue<Execution> done = new ConcurrentLinkedQueue<>();
    private final AtomicInteger numberDone = new AtomicInteger();
    private final AtomicBoolean looksNext = new AtomicBoolean(true);
    private long lookedAt;
    private volatile boolean gone;

    PromptTasks(
            DataSource database,
            boolean commits,
            TaskResolver resolver,
            SchedulerName name,
            Clock clock,
            Waiter waiter,
            ProcessSettings settings,
            ScheduledJson json) {
        super(
                new TransactionAwareDataSourceProxy(database),
                commits,
                new PostgreSqlJdbcCustomization(false, false),
                TABLE,
                resolver,
                name,
                json,
                false,
                clock);
        this.database = new JdbcTemplate(database);
        this.json = json;
        this.name = name;
        this.clock = clock;
        this.waiter = waiter;
        this.pollingNanos = waiter.getWaitDuration().toNanos();
        this.mostWaiting = 2 * settings.threads();
        this.freshness = settings.heartbeat();
    }

    /** Whoever schedules makes an id of his own, so nobody can have been there before. */
    @Override
    public boolean createIfNotExists(ScheduledTaskInstance instance) {
        createBatch(List.of(instance));
        return true;
    }

    /** Whether what is due at once can be kept in mind until it is carried out. */
    boolean hasRoom() {
        return waiting.get() < mostWaiting;
    }

    /** Written in the transaction under way; to be handed over after it, or dropped. */
    Execution pick(TaskInstance<?> task, Instant due) {
        Instant now = clock.now();
        database.update(
                "insert into "
                        + TABLE
                        + " (task_name, task_instance, task_data, execution_time, picked,"
                        + " picked_by, last_heartbeat, version) values (?, ?, ?, ?, true, ?, ?, 1)",
                task.getTaskName(),
                task.getId(),
                json.serialize(task.getData()),
                due.atOffset(ZoneOffset.UTC),
                name.getName(),
                now.atOffset(ZoneOffset.UTC));
        waiting.incrementAndGet();
        return new Execution(due, task, true, name.getName(), null, null, 0, now, 1);
    }

    void handOver(Execution picked) {
        handedOver.add(picked);
        if (gone) {
            giveBack();
        } else {
            waiter.wakeOrSkipNextWait();
        }
    }

    /** Its transaction has failed. */
    void drop() {
        waiting.decrementAndGet();
    }

    /** There may be something in the table that this process has not picked. */
    void lookNext() {
        looksNext.set(true);
    }

    @Override
    public List<Execution> lockAndGetDue(Instant now, int most) {
        removeDone();
        List<Execution> due = new ArrayList<>();
        // first, and for half of the room: what comes anew must not keep what is kept from its turn
        if (mustLook()) {
            addFromTable(due, now, handedOver.isEmpty() ? most : Math.max(1, most / 2));
        }
        List<Execution> stale = new ArrayList<>();
        Execution next;
        while (due.size() < most && (next = handedOver.poll()) != null) {
            waiting.decrementAndGet();
            (isFresh(next, now) ? due : stale).add(next);
        }
        giveBackIfPossible(stale);
        return due;
    }

    private void addFromTable(List<Execution> due, Instant now, int room) {
        try {
            due.addAll(super.lockAndGetDue(now, room));
            if (due.size() == room) {
                lookNext();
            }
        } catch (RuntimeException away) {
            lookNext();
            if (handedOver.isEmpty()) {
                throw away;
            }
        }
    }

    // else it is found as that of a dead process, and what is due is not forgotten for it
    private void giveBackIfPossible(List<Execution> stale) {
        try {
            giveBack(stale);
        } catch (RuntimeException away) {
            log.warn("{} errands can't be given back: {}", stale.size(), away.toString());
        }
    }

    // who wakes us to hand something over must not keep us from looking in time
    private boolean mustLook() {
        long now = System.nanoTime();
        if (looksNext.getAndSet(false) || now - lookedAt >= pollingNanos / 2) {
            lookedAt = now;
            return true;
        }
        return false;
    }

    /**
     * An errand that has never failed is deleted with those that are done next; until then it stays
     * picked. Deadlines go at once: whoever cancels one is told that there is none.
     */
    @Override
    public void remove(Execution execution) {
        if (execution.consecutiveFailures > 0 || !ErrandTask.NAME.equals(execution.getTaskName())) {
            super.remove(execution);
        } else {
            done.add(execution);
            if (numberDone.incrementAndGet() % MANY == 0) {
                waiter.wakeOrSkipNextWait();
            }
        }
    }

    /** Does not wait for the disk: whatever is carried out again is done once. */
    void removeDone() {
        List<Execution> removed = new ArrayList<>();
        for (Execution next = done.poll(); next != null; next = done.poll()) {
            removed.add(next);
        }
        if (removed.isEmpty()) {
            return;
        }
        try {
            changeAll("delete from " + TABLE + " t using", removed);
        } catch (RuntimeException away) {
            done.addAll(removed);
            throw away;
        }
    }

    // its transaction took so long that somebody may soon take it for that of a dead process
    private boolean isFresh(Execution picked, Instant now) {
        return now.isBefore(picked.lastHeartbeat.plus(freshness));
    }

    /** For whoever comes next, when this process goes. */
    void giveBack() {
        gone = true;
        List<Execution> left = new ArrayList<>(handedOver);
        handedOver.clear();
        waiting.set(0);
        giveBack(left);
    }

    private void giveBack(List<Execution> picked) {
        if (!picked.isEmpty()) {
            changeAll(
                    "update "
                            + TABLE
                            + " t set picked = false, picked_by = null, last_heartbeat = null from",
                    picked);
            lookNext();
        }
    }

    private void changeAll(String change, List<Execution> all) {
        database.update(
                change
                        + """
                         unnest(cast(? as text[]), cast(? as text[]), cast(? as bigint[]))
                              as one (name, instance, version),
                              (select set_config('synchronous_commit', 'off', true)) hurried
                         where t.task_name = one.name and t.task_instance = one.instance
                           and t.version = one.version
                        """,
                all.stream().map(Execution::getTaskName).toArray(String[]::new),
                all.stream().map(Execution::getId).toArray(String[]::new),
                all.stream().map(it -> it.version).toArray(Long[]::new));
    }
}
