package souk.kernel;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;

/** A position, or an instant. One of the two is there. */
public record Moment(@Nullable Long position, @Nullable Instant instant) {

    /** Digits are a position, everything else is an instant. */
    public static Moment of(String text) {
        try {
            return text.matches("\\d{1,18}")
                    ? new Moment(Long.valueOf(text), null)
                    : new Moment(null, Instant.parse(text));
        } catch (DateTimeException e) {
            throw new InvalidValue("invalid_at", "must be a position, or an instant in UTC");
        }
    }

    @Override
    public String toString() {
        return position == null ? String.valueOf(instant) : position.toString();
    }
}
