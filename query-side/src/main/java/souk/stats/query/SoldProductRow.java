package souk.stats.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a product was called when it was ordered last. */
@Entity
@Table(schema = "stats_sales", name = "sold_product")
class SoldProductRow {

    @Id String productId;
    String title;

    SoldProductRow(String productId, String title) {
        this.productId = productId;
        this.title = title;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected SoldProductRow() {}
}
