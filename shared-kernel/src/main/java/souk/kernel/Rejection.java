package souk.kernel;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The state of affairs that forbids a command or a query. Implemented by records: their fields
 * reach the client.
 */
public interface Rejection {

    Pattern CAMEL_HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** What sort of refusal this is, for those who must translate it (HTTP does). */
    enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        PRECONDITION_FAILED,
        UNPROCESSABLE,
        UNAVAILABLE
    }

    Kind kind();

    /** One sentence for a person. */
    String message();

    /** Stable and machine-readable: {@code CartNotFound} becomes {@code cart_not_found}. */
    default String code() {
        return CAMEL_HUMP
                .matcher(getClass().getSimpleName())
                .replaceAll("_")
                .toLowerCase(Locale.ROOT);
    }

    /** From when on the same request may succeed, where that is known. */
    default Optional<Instant> retryAt() {
        return Optional.empty();
    }

    /** Whether the same request may succeed later, unchanged. */
    default boolean retryable() {
        return kind() == Kind.UNAVAILABLE;
    }
}
