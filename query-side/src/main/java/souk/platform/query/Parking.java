package souk.platform.query;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessingException;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Makes letters of failed events only in units of work of their own. Axon would do so as soon as a
 * handler fails, and commit with the letter what the handler had changed until then; and of what
 * fails when rows are written it would never learn.
 */
class Parking implements EnqueuePolicy<EventMessage<?>> {

    private static final String REASON = Parking.class.getName();
    private static final String ATTEMPTS = "attempts";
    private static final int LONGEST_MESSAGE = 1_000;

    /** From now on handlers fail in this unit of work without being called. */
    static void because(Exception failure, UnitOfWork<?> unit) {
        unit.resources().put(REASON, failure);
    }

    /** Why the event of the current unit of work is to become a letter, if it is. */
    static Optional<Exception> reason() {
        return CurrentUnitOfWork.map(unit -> (Exception) unit.resources().get(REASON));
    }

    @Override
    public EnqueueDecision<EventMessage<?>> decide(
            DeadLetter<? extends EventMessage<?>> letter, Throwable failure) {
        if (reason().isPresent()) {
            return again(letter, failure);
        }
        throw failure instanceof RuntimeException asItIs
                ? asItIs
                : new EventProcessingException("Not digested: " + failure.getMessage(), failure);
    }

    /** What is noted on a letter, new or not, whose handling failed. */
    static EnqueueDecision<EventMessage<?>> again(
            DeadLetter<? extends EventMessage<?>> letter, Throwable failure) {
        int attempts = attemptsOf(letter.diagnostics()) + 1;
        return Decisions.enqueue(
                causeOf(failure), known -> known.diagnostics().and(ATTEMPTS, attempts));
    }

    static int attemptsOf(MetaData diagnostics) {
        return diagnostics.get(ATTEMPTS) instanceof Number attempts ? attempts.intValue() : 0;
    }

    private static ThrowableCause causeOf(Throwable failure) {
        Throwable cause =
                failure instanceof EventProcessingException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        String message = innermostSql(cause).getMessage();
        String line =
                message == null ? "" : message.replace('\0', ' ').lines().findFirst().orElse("");
        return new ThrowableCause(
                cause.getClass().getName(),
                line.substring(0, Math.min(LONGEST_MESSAGE, line.length())));
    }

    // PostgreSQL's first line says what is wrong; whatever is around it quotes the row and its
    // secrets
    private static Throwable innermostSql(Throwable failure) {
        Throwable said = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            said = t instanceof SQLException ? t : said;
        }
        return said;
    }
}
