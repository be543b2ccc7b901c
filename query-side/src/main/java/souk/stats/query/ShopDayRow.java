package souk.stats.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.LocalDate;

/** What all orders that are of one status by now were on one day. */
@Entity
@Table(schema = "stats_sales", name = "shop_day")
class ShopDayRow {

    @Embeddable
    record Key(LocalDate day, String currency, String status) {}

    @EmbeddedId Key key;
    long orders;
    long paid;
    long gross;
    long refunds;

    ShopDayRow(Key key) {
        this.key = key;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected ShopDayRow() {}
}
