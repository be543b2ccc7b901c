package souk.kernel;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;

/** A position, or an instant. One of the two is there. */
public record Moment(@Nullable Long position, @Nullable Instant instant) {

    // what databases can compare with, with room to count on
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** Digits are a position, everything else is an instant of four-digit years. */
    public static Moment of(String text) {
        return text.matches("\\d{1,18}")
                ? new Moment(Long.valueOf(text), null)
                : new Moment(null, instant(text));
    }

    private static Instant instant(String text) {
        try {
            Instant instant = Instant.parse(text);
            if (!instant.isBefore(FIRST) && !instant.isAfter(LAST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw unfit();
        }
        throw unfit();
    }

    private static InvalidValue unfit() {
        return new InvalidValue("invalid_at", "must be a position, or an instant in UTC");
    }

    @Override
    public String toString() {
        return position == null ? String.valueOf(instant) : position.toString();
    }
}
