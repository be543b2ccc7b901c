package souk.platform.store;

import io.axoniq.axonserver.connector.AxonServerException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

import org.axonframework.common.ExceptionUtils;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

import souk.kernel.DatabaseOutage;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Failures that pass by themselves: somebody whom we need is away. */
final class Outage {

    private static final Set<Status.Code> AWAY =
            EnumSet.of(
                    Status.Code.UNAVAILABLE, Status.Code.CANCELLED, Status.Code.DEADLINE_EXCEEDED);

    private Outage() {}

    static boolean isBehind(Throwable failure) {
        return DatabaseOutage.isBehind(failure)
                || ExceptionUtils.findException(failure, Outage::isOne).isPresent();
    }

    private static boolean isOne(Throwable failure) {
        return switch (failure) {
            case EventStoreUnavailableException _ -> true;
            case StatusRuntimeException grpc -> AWAY.contains(grpc.getStatus().getCode());
            case AxonServerException server -> isOne(server);
            case DataAccessResourceFailureException _ -> true;
            case CannotCreateTransactionException _ -> true;
            case TimeoutException _ -> true;
            default -> false;
        };
    }

    private static boolean isOne(AxonServerException failure) {
        return switch (failure.getErrorCategory()) {
            case CONNECTION_FAILED, COMMAND_DISPATCH_ERROR, QUERY_DISPATCH_ERROR -> true;
            default -> false;
        };
    }

    /** What the work answers; where an outage is in its way, that is what it fails with. */
    static <T> T reported(String whom, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            throw explained(whom, failure);
        }
    }

    /**
     * The same, for work that a unit of work must undo when it fails: Axon rolls back after an
     * exception, but not after an {@link Error}, which would leave an aggregate in the cache that
     * has applied events nobody has stored.
     */
    static <T> T reportedOrUndone(String whom, Supplier<T> work) {
        try {
            return reported(whom, work);
        } catch (Error error) {
            throw new EventStoreException("Events could not be stored: " + error, error);
        }
    }

    static RuntimeException explained(String whom, RuntimeException failure) {
        return isBehind(failure) && !(failure instanceof EventStoreUnavailableException)
                ? new EventStoreUnavailableException(whom + " is away", failure)
                : failure;
    }
}
