package souk.platform.query;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;

import org.axonframework.common.AxonTransientException;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException;
import org.hibernate.StaleStateException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells an event that cannot be digested from surroundings that are unwell for a while. */
public final class EventFault {

    /** Classes of SQLSTATE that speak of data: they will be as wrong the next time. */
    private static final Set<String> DATA = Set.of("21", "22", "23", "44");

    private static final List<Class<? extends Throwable>> SURROUNDINGS =
            List.of(
                    Error.class,
                    InterruptedException.class,
                    AxonTransientException.class,
                    UnableToClaimTokenException.class,
                    DeadLetterQueueOverflowException.class,
                    LockTimeoutException.class,
                    OptimisticLockException.class,
                    PessimisticLockException.class,
                    QueryTimeoutException.class,
                    StaleStateException.class,
                    NonTransientDataAccessResourceException.class,
                    RecoverableDataAccessException.class,
                    TransientDataAccessException.class,
                    CannotCreateTransactionException.class,
                    TransactionTimedOutException.class);

    private EventFault() {}

    /** Whether handling the event again would fail again. */
    public static boolean isBehind(Throwable failure) {
        Optional<SQLException> said =
                causes(failure)
                        .filter(SQLException.class::isInstance)
                        .map(SQLException.class::cast)
                        .findFirst();
        return said.map(EventFault::isAboutData).orElseGet(() -> !isSurroundings(failure));
    }

    private static boolean isAboutData(SQLException said) {
        String state = said.getSQLState();
        return state != null && state.length() == 5 && DATA.contains(state.substring(0, 2));
    }

    private static boolean isSurroundings(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> SURROUNDINGS.stream().anyMatch(type -> type.isInstance(cause)));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(32);
    }
}
