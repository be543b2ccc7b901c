package souk.platform.process;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What the scheduler does with an errand that is due. */
class ErrandTask {

    static final String NAME = "errand";
    static final TaskDescriptor<Errand> DESCRIPTOR = TaskDescriptor.of(NAME, Errand.class);

    private static final Logger log = LoggerFactory.getLogger(ErrandTask.class);

    private final ErrandRunner runner;
    private final ParkedErrands parked;
    private final ProcessSettings settings;
    private final Supplier<? extends RandomGenerator> chance;

    ErrandTask(
            ErrandRunner runner,
            ParkedErrands parked,
            ProcessSettings settings,
            Supplier<? extends RandomGenerator> chance) {
        this.runner = runner;
        this.parked = parked;
        this.settings = settings;
        this.chance = chance;
    }

    Task<Errand> task() {
        return Tasks.oneTime(DESCRIPTOR)
                .onDeadExecutionRevive()
                .onFailure(this::failed)
                .execute((errand, _) -> runner.run(errand.getData()));
    }

    private void failed(ExecutionComplete attempt, ExecutionOperations<Errand> errand) {
        Throwable cause =
                attempt.getCause().orElseGet(() -> new IllegalStateException("without a cause"));
        int failures = attempt.getExecution().consecutiveFailures + 1;
        Setback setback = Setback.of(cause);
        if (setback == Setback.FINAL
                || setback == Setback.UNEXPLAINED && failures >= settings.mostAttempts()) {
            park(attempt, cause, failures);
            errand.remove();
        } else {
            if (setback == Setback.UNEXPLAINED && failures == 1) {
                log.warn("{} is tried again", attempt.getExecution().taskInstance, cause);
            }
            errand.reschedule(
                    attempt,
                    attempt.getTimeDone()
                            .plus(settings.backoff().after(failures - 1, chance.get())));
        }
    }

    private void park(ExecutionComplete attempt, Throwable cause, int failures) {
        var instance = attempt.getExecution().taskInstance;
        Errand errand = (Errand) instance.getData();
        log.warn("{} is parked: {}", errand.command(), Setback.reasonOf(cause));
        parked.park(instance.getId(), errand, Setback.reasonOf(cause), failures);
    }
}
