package souk.stats.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A currency in which somebody ordered. */
@Entity
@Table(schema = "stats_sales", name = "currency")
class CurrencyRow {

    @Id String currency;

    CurrencyRow(String currency) {
        this.currency = currency;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected CurrencyRow() {}
}
