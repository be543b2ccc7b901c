package souk.stats.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.time.LocalDate;

/** Somebody who has paid for something. */
@Entity
@Table(schema = "stats_sales", name = "buyer")
class BuyerRow {

    @Id String buyer;
    LocalDate lastDay;

    BuyerRow(String buyer, LocalDate lastDay) {
        this.buyer = buyer;
        this.lastDay = lastDay;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected BuyerRow() {}
}
