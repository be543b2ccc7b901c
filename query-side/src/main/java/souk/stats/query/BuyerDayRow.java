package souk.stats.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.LocalDate;

/** How many bought on one day, and on another before it, and not in between. */
@Entity
@Table(schema = "stats_sales", name = "buyer_day")
class BuyerDayRow {

    @Embeddable
    record Key(LocalDate day, LocalDate previous) {}

    @EmbeddedId Key key;
    long buyers;

    BuyerDayRow(Key key) {
        this.key = key;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected BuyerDayRow() {}
}
