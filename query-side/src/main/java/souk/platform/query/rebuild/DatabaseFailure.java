package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.stream.Stream;

/** PostgreSQL did not do what it was asked to. */
final class DatabaseFailure extends RuntimeException {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    DatabaseFailure(@Nullable Throwable cause) {
        super(cause);
    }

    /** Whether somebody else holds what is needed, for longer than we want to wait. */
    static boolean isAboutLocks(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(
                        cause ->
                                cause instanceof SQLException said
                                        && LOCK_NOT_AVAILABLE.equals(said.getSQLState()));
    }
}
