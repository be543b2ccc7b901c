package souk.platform.process;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What the scheduler does with an errand that is due. */
class ErrandTask {

    static final String NAME = "errand";
    static final TaskDescriptor<Errand> DESCRIPTOR = TaskDescriptor.of(NAME, Errand.class);

    /** In doublings of the first one. */
    private static final int SHORT_REST = 1;

    private static final Logger log = LoggerFactory.getLogger(ErrandTask.class);

    private final ErrandRunner runner;
    private final ParkedErrands parked;
    private final ProcessSettings settings;
    private final Clock clock;
    private final Supplier<? extends RandomGenerator> chance;
    private final Semaphore outside;

    ErrandTask(
            ErrandRunner runner,
            ParkedErrands parked,
            ProcessSettings settings,
            Clock clock,
            Supplier<? extends RandomGenerator> chance) {
        this.runner = runner;
        this.parked = parked;
        this.settings = settings;
        this.clock = clock;
        this.chance = chance;
        this.outside = new Semaphore(Math.max(1, settings.threads() / 2));
    }

    Task<Errand> task() {
        return Tasks.custom(DESCRIPTOR)
                .onDeadExecutionRevive()
                .onFailure(this::failed)
                .execute((errand, context) -> run(errand.getData(), context.getExecution()));
    }

    // while a provider is away, all that does not need him goes on
    private CompletionHandler<Errand> run(Errand errand, Execution execution) {
        try {
            return tried(errand, execution);
        } catch (ErrandRunner.Failed failure) {
            Instant due = Setback.retryAt(failure).orElseThrow(() -> failure);
            if (due.isBefore(clock.instant().minus(settings.patience()))) {
                throw failure; // somebody should look at the clocks
            }
            return (attempt, it) ->
                    it.reschedule(attempt, notBefore(due, attempt.getTimeDone()), errand.anew());
        }
    }

    // where it is due already, whoever decides has a clock that is a little behind
    private Instant notBefore(Instant due, Instant now) {
        return due.isAfter(now) ? due : now.plus(settings.polling());
    }

    private CompletionHandler<Errand> tried(Errand errand, Execution execution) {
        if (!runner.callsOutside(errand)) {
            runner.run(errand);
        } else if (outside.tryAcquire()) {
            try {
                runner.run(errand);
            } finally {
                outside.release();
            }
        } else if (execution.consecutiveFailures > 0) {
            // the scheduler would forget them if nothing had gone wrong
            throw new NoRoom();
        } else {
            return this::comeBack;
        }
        return new OnCompleteRemove<>();
    }

    private void comeBack(ExecutionComplete attempt, ExecutionOperations<Errand> errand) {
        errand.reschedule(
                attempt,
                attempt.getTimeDone().plus(settings.backoff().after(SHORT_REST, chance.get())));
    }

    /** As many errands as may wait for others outside are waiting for them. */
    static class NoRoom extends RuntimeException {
        NoRoom() {
            super("Too many wait for somebody outside", null, false, false);
        }
    }

    private void failed(ExecutionComplete attempt, ExecutionOperations<Errand> operations) {
        Throwable cause =
                attempt.getCause().orElseGet(() -> new IllegalStateException("without a cause"));
        Setback setback = Setback.of(cause);
        Errand before = (Errand) attempt.getExecution().taskInstance.getData();
        // those that pass are not counted with them: an outage must not use up what is left
        Errand errand = setback == Setback.UNEXPLAINED ? before.unexplainedAgain() : before;
        int failures = attempt.getExecution().consecutiveFailures + 1;
        if (setback == Setback.FINAL
                || setback == Setback.UNEXPLAINED
                        && errand.timesUnexplained() >= settings.mostAttempts()) {
            park(attempt, cause, failures);
            operations.remove();
        } else {
            if (setback == Setback.UNEXPLAINED && errand.timesUnexplained() == 1) {
                log.warn("{} is tried again", attempt.getExecution().taskInstance, cause);
            }
            operations.reschedule(
                    attempt,
                    attempt.getTimeDone()
                            .plus(settings.backoff().after(failures - 1, chance.get())),
                    errand);
        }
    }

    private void park(ExecutionComplete attempt, Throwable cause, int failures) {
        var instance = attempt.getExecution().taskInstance;
        Errand errand = (Errand) instance.getData();
        log.warn("{} is parked: {}", errand.command(), Setback.reasonOf(cause));
        // who has it tried again has seen to it
        parked.park(instance.getId(), errand.anew(), Setback.reasonOf(cause), failures);
    }
}
