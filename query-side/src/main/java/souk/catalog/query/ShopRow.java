package souk.catalog.query;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import souk.seller.SellerStatus;

/** What products show of their seller. */
@Entity
@Table(schema = "catalog_view", name = "seller")
class ShopRow {

    @Id String sellerId;
    String name;

    @Enumerated(EnumType.STRING)
    SellerStatus status;

    ShopRow(String sellerId, String name) {
        this.sellerId = sellerId;
        this.name = name;
        this.status = SellerStatus.APPLIED;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected ShopRow() {}
}
