package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;

import souk.platform.query.EventFault;
import souk.platform.query.rebuild.Rebuild.Failure;

import java.sql.SQLException;
import java.util.function.LongFunction;

/** Failures as they are told: PostgreSQL's first line says what is wrong, the others quote rows. */
final class Failures {

    private static final int LONGEST = 1_000;

    private Failures() {}

    /**
     * @param typeAt the stored name of the event at a position
     */
    static Failure of(Throwable failure, LongFunction<@Nullable String> typeAt) {
        if (failure instanceof FailedEvent event) {
            String type = event.type();
            return new Failure(
                    event.position(),
                    type == null ? typeAt.apply(event.position()) : type,
                    told(event.getCause()));
        }
        return new Failure(
                null, null, told(failure.getCause() == null ? failure : failure.getCause()));
    }

    /** Whether to try again may help. */
    static boolean isPassing(Throwable failure) {
        return failure instanceof FailedEvent event
                ? !EventFault.isBehind(event.reason())
                : !(failure instanceof IllegalStateException
                        || failure instanceof IllegalArgumentException);
    }

    private static String told(@Nullable Throwable cause) {
        Throwable said = cause;
        for (Throwable t = cause; t != null; t = t.getCause()) {
            said = t instanceof SQLException ? t : said;
        }
        String line = String.valueOf(said).replace('\0', ' ').lines().findFirst().orElse("");
        return line.substring(0, Math.min(LONGEST, line.length()));
    }
}
