package souk.stats.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.LocalDate;

/** What one product brought on one day, without what sending it cost. */
@Entity
@Table(schema = "stats_sales", name = "product_day")
class ProductDayRow {

    @Embeddable
    record Key(String sellerId, LocalDate day, String currency, String productId) {}

    @EmbeddedId Key key;
    long units;
    long gross;
    long refunds;

    ProductDayRow(Key key) {
        this.key = key;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected ProductDayRow() {}
}
