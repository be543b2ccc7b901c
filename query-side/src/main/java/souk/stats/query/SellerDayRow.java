package souk.stats.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.LocalDate;

/** What one seller took on one day. */
@Entity
@Table(schema = "stats_sales", name = "seller_day")
class SellerDayRow {

    @Embeddable
    record Key(String sellerId, LocalDate day, String currency) {}

    @EmbeddedId Key key;
    long orders;
    long units;
    long gross;
    long refunds;

    SellerDayRow(Key key) {
        this.key = key;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected SellerDayRow() {}
}
