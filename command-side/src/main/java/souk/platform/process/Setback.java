package souk.platform.process;

import org.axonframework.common.AxonTransientException;
import org.axonframework.common.ExceptionUtils;
import org.axonframework.messaging.HandlerExecutionException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

import souk.kernel.CommonRejection.SubjectErased;
import souk.kernel.DatabaseOutage;
import souk.kernel.Rejection;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** What it means that an errand was not carried out. */
enum Setback {
    /** It passes by itself, so the errand is tried again however often. */
    PASSING,
    /** It may be a fault of ours: tried again, but not for ever. */
    UNEXPLAINED,
    /** Refused for good. */
    FINAL;

    static Setback of(Throwable failure) {
        if (HandlerExecutionException.resolveDetails(failure).orElse(null)
                instanceof Rejection refusal) {
            if (refusal instanceof SubjectErased) {
                return UNEXPLAINED; // decided again, it may do without whoever has just gone
            }
            return refusal.retryable() ? PASSING : FINAL;
        }
        if (ExceptionUtils.findException(failure, ErrandNames.UnknownErrand.class).isPresent()) {
            return FINAL;
        }
        return DatabaseOutage.isBehind(failure)
                        || ExceptionUtils.findException(failure, Setback::passes).isPresent()
                ? PASSING
                : UNEXPLAINED;
    }

    /** Of what was only asked too early: no failure, and known to succeed. */
    static Optional<Instant> retryAt(Throwable failure) {
        return HandlerExecutionException.resolveDetails(failure).orElse(null)
                        instanceof Rejection refusal
                ? refusal.retryAt()
                : Optional.empty();
    }

    private static boolean passes(Throwable failure) {
        return failure instanceof AxonTransientException
                || failure instanceof ErrandTask.NoRoom
                || failure instanceof TimeoutException
                || failure instanceof InterruptedException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof CannotCreateTransactionException;
    }

    /** In one line, as somebody who looks at it needs it. */
    static String reasonOf(Throwable failure) {
        return HandlerExecutionException.resolveDetails(failure).orElse(null)
                        instanceof Rejection refusal
                ? refusal.code() + ": " + refusal.message()
                : String.valueOf(failure);
    }
}
