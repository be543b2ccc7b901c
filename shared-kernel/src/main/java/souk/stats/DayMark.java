package souk.stats;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.InvalidValue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A day as somebody names it: {@code 2026-11-21}, or a moment, which names the day it is in. */
public record DayMark(@JsonValue String value) {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DayMark {
        if (yearOf(value) < FIRST_YEAR || yearOf(value) > LAST_YEAR) {
            throw new InvalidValue("invalid_day", "must be a year from 1970 to 9999");
        }
    }

    public LocalDate in(ZoneId zone) {
        return isMoment(value)
                ? Instant.parse(value).atZone(zone).toLocalDate()
                : LocalDate.parse(value);
    }

    private static int yearOf(String value) {
        try {
            return isMoment(value)
                    ? Instant.parse(value).atZone(ZoneOffset.UTC).getYear()
                    : LocalDate.parse(value).getYear();
        } catch (DateTimeException unlike) {
            throw new InvalidValue(
                    "invalid_day",
                    "must be a day like 2026-11-21 or a time like 2026-11-21T10:00:00Z");
        }
    }

    private static boolean isMoment(String value) {
        return value.indexOf('T') > 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
