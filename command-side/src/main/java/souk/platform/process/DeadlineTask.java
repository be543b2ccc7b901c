package souk.platform.process;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import org.axonframework.deadline.dbscheduler.DbSchedulerBinaryDeadlineDetails;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Axon's deadlines, tried again as errands are: Axon would wait five minutes each time. */
class DeadlineTask {

    private static final Logger log = LoggerFactory.getLogger(DeadlineTask.class);

    private final Semaphore turns;
    private final Task<DbSchedulerBinaryDeadlineDetails> ofAxon;
    private final Backoff backoff;
    private final Supplier<? extends RandomGenerator> chance;

    /**
     * What carries out deadlines.
     *
     * @param atOnce fewer than there are connections: each holds one while it waits for its saga,
     *     which may be waiting for one, too
     */
    DeadlineTask(
            int atOnce,
            Supplier<DbSchedulerDeadlineManager> deadlines,
            Backoff backoff,
            Supplier<? extends RandomGenerator> chance) {
        this.turns = new Semaphore(atOnce);
        this.ofAxon = DbSchedulerDeadlineManager.binaryTask(deadlines);
        this.backoff = backoff;
        this.chance = chance;
    }

    Task<DbSchedulerBinaryDeadlineDetails> task() {
        return Tasks.oneTime(ofAxon.getTaskName(), DbSchedulerBinaryDeadlineDetails.class)
                .onDeadExecutionRevive()
                .onFailure(this::failed)
                .execute(this::inTurn);
    }

    private CompletionHandler<DbSchedulerBinaryDeadlineDetails> inTurn(
            TaskInstance<DbSchedulerBinaryDeadlineDetails> deadline, ExecutionContext context) {
        turns.acquireUninterruptibly();
        try {
            return ofAxon.execute(deadline, context);
        } finally {
            turns.release();
        }
    }

    private void failed(
            ExecutionComplete attempt,
            ExecutionOperations<DbSchedulerBinaryDeadlineDetails> deadline) {
        int failures = attempt.getExecution().consecutiveFailures;
        if (failures == 0) {
            log.warn("A deadline is tried again", attempt.getCause().orElse(null));
        }
        deadline.reschedule(
                attempt, attempt.getTimeDone().plus(backoff.after(failures, chance.get())));
    }
}
