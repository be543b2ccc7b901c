package souk.platform.store;

import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.axonserver.connector.query.AxonServerQueryDispatchException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.ExceptionUtils;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.Rejected;

import java.util.Optional;

/** Messages that came back because the way to their handler is broken, or nobody is at its end. */
final class Unreachable {

    private static final Logger log = LoggerFactory.getLogger(Unreachable.class);

    private Unreachable() {}

    static Optional<Rejected> in(Throwable failure, String whom) {
        if (ExceptionUtils.findException(failure, HandlerExecutionException.class).isPresent()) {
            return Optional.empty(); // somebody has handled it
        }
        if (!Outage.isBehind(failure)
                && ExceptionUtils.findException(failure, Unreachable::isOne).isEmpty()) {
            return Optional.empty();
        }
        log.warn("Not reachable right now: {}: {}", whom, failure.toString());
        return Optional.of(new Rejected(new ServiceUnavailable(whom)));
    }

    private static boolean isOne(Throwable failure) {
        return switch (failure) {
            case NoHandlerForCommandException _, NoHandlerForQueryException _ -> true;
            case AxonServerCommandDispatchException _, AxonServerQueryDispatchException _ -> true;
            default -> false;
        };
    }
}
