package souk.platform.rest;

import org.axonframework.commandhandling.distributed.CommandDispatchException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

import souk.kernel.DatabaseOutage;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.sql.SQLException;

/** What it means that a message came back without an answer. */
final class MessageFailure {

    private static final Logger LOG = LoggerFactory.getLogger(MessageFailure.class);
    private static final String CONNECTOR = "org.axonframework.axonserver.";

    private MessageFailure() {}

    /**
     * A refusal, if that is what it is; a problem that passes by itself; or else the failure as it
     * was.
     */
    static RuntimeException of(@Nullable Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        if (HandlerExecutionException.resolveDetails(failure).orElse(null)
                instanceof Rejection rejection) {
            return new Rejected(rejection);
        }
        if (isPassing(failure)) {
            LOG.warn("Not reachable right now: {}", String.valueOf(failure));
            return new ProblemException(ProblemCode.SERVICE_UNAVAILABLE);
        }
        return failure instanceof RuntimeException unchanged
                ? unchanged
                : new IllegalStateException(failure);
    }

    // handlers that ran and failed are no matter of reachability, wherever they ran
    private static boolean isPassing(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case HandlerExecutionException _ -> {
                    return false;
                }
                case AxonTransientException _,
                        NoHandlerForQueryException _,
                        CommandDispatchException _,
                        DataAccessResourceFailureException _,
                        TransientDataAccessException _,
                        CannotCreateTransactionException _ -> {
                    return true;
                }
                case SQLException sql when DatabaseOutage.isBehind(sql) -> {
                    return true;
                }
                default -> {
                    if (cause.getClass().getName().startsWith(CONNECTOR)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
