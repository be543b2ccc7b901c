package souk.kernel;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Failures that pass by themselves: a database that is away, is coming up, or has no room. */
public final class DatabaseOutage {

    /**
     * Connections; resources, such as the disk; whoever stops it, or its death; input and output.
     * Others of these classes last, such as a query that always takes too long.
     */
    private static final Set<String> PASSING =
            Set.of(
                    "08000", "08001", "08003", "08004", "08006", "53000", "53100", "53200", "53300",
                    "57P01", "57P02", "57P03", "58000", "58030");

    /** What pools say of a connection that broke, whoever asks for it next. */
    private static final String BROKEN = "Connection is closed";

    private static final int DEEPEST = 50;

    private DatabaseOutage() {}

    /** Whether one of the causes is such a failure. */
    public static boolean isBehind(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql && isOne(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOne(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException
                || failure instanceof SQLRecoverableException) {
            return true;
        }
        String state = failure.getSQLState();
        return state == null ? BROKEN.equals(failure.getMessage()) : PASSING.contains(state);
    }
}
