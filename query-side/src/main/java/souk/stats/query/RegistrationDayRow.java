package souk.stats.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.time.LocalDate;

/** How many accounts were opened on one day. */
@Entity
@Table(schema = "stats_sales", name = "registration_day")
class RegistrationDayRow {

    @Id LocalDate day;
    long accounts;

    RegistrationDayRow(LocalDate day) {
        this.day = day;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected RegistrationDayRow() {}
}
