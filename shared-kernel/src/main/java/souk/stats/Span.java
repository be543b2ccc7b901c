package souk.stats;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.InvalidValue;

import java.time.LocalDate;
import java.util.Set;

/** So many days up to today: a week, a month, a quarter or a year. */
public record Span(@JsonValue int days) {

    private static final Set<Integer> ALLOWED = Set.of(7, 30, 90, 365);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Span {
        if (!ALLOWED.contains(days)) {
            throw unlike();
        }
    }

    /** As a parameter has it. */
    public static Span of(String days) {
        if (!days.matches("[0-9]{1,3}")) {
            throw unlike();
        }
        return new Span(Integer.parseInt(days));
    }

    public Days until(LocalDate today) {
        return new Days(today.minusDays(days - 1L), today);
    }

    private static InvalidValue unlike() {
        return new InvalidValue("invalid_days", "must be 7, 30, 90 or 365");
    }
}
