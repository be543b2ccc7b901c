package souk.platform.process;

import org.axonframework.common.IdentifierFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import souk.platform.command.Errands;

import java.time.Clock;
import java.time.Instant;

/** Errands in the scheduler's table, beside whatever the transaction under way writes. */
class ScheduledErrands implements Errands {

    private static final Logger log = LoggerFactory.getLogger(ScheduledErrands.class);

    private final ErrandWriting writing;
    private final ErrandRunner runner;
    private final Scheduling scheduling;
    private final ParkedErrands parked;
    private final Clock clock;

    ScheduledErrands(
            ErrandWriting writing,
            ErrandRunner runner,
            Scheduling scheduling,
            ParkedErrands parked,
            Clock clock) {
        this.writing = writing;
        this.runner = runner;
        this.scheduling = scheduling;
        this.parked = parked;
        this.clock = clock;
    }

    @Override
    public void send(Object command) {
        Errand errand = writing.errand(command);
        try {
            runner.run(errand);
        } catch (RuntimeException failure) {
            keep(errand, failure);
        }
    }

    private void keep(Errand errand, RuntimeException failure) {
        String reason = Setback.reasonOf(failure);
        if (Setback.of(failure) == Setback.FINAL) {
            log.warn("{} is parked: {}", errand.command(), reason);
            parked.park(newId(), errand, reason, 1);
        } else {
            log.info("{} is tried again: {}", errand.command(), reason);
            Instant soon = clock.instant().plus(scheduling.firstRetry());
            schedule(Setback.retryAt(failure).filter(soon::isBefore).orElse(soon), errand);
        }
    }

    @Override
    public void later(Object command) {
        at(clock.instant(), command);
    }

    @Override
    public void at(Instant due, Object command) {
        schedule(due, writing.errand(command));
    }

    private void schedule(Instant due, Errand errand) {
        scheduling.schedule(ErrandTask.DESCRIPTOR.instance(newId()).data(errand).build(), due);
    }

    private static String newId() {
        return IdentifierFactory.getInstance().generateIdentifier();
    }
}
