package souk.stats;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** All days from one to another, both included. */
public record Days(LocalDate from, LocalDate to) {

    public long count() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    public Stream<LocalDate> each() {
        return from.datesUntil(to.plusDays(1));
    }
}
