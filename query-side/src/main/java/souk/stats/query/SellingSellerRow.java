package souk.stats.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.util.ArrayList;
import java.util.List;

/** What a seller was called when somebody ordered there last, and in which currencies it sells. */
@Entity
@Table(schema = "stats_sales", name = "selling_seller")
class SellingSellerRow {

    @Id String sellerId;
    String name;
    List<String> currencies = new ArrayList<>();

    SellingSellerRow(String sellerId, String name) {
        this.sellerId = sellerId;
        this.name = name;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected SellingSellerRow() {}
}
