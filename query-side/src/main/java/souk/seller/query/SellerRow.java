package souk.seller.query;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.seller.SellerStatus;
import souk.seller.Tier;

/** One seller. */
@Entity
@Table(schema = "seller_view", name = "seller")
class SellerRow {

    @Id String sellerId;
    String accountId;
    String name;

    @Enumerated(EnumType.STRING)
    Tier tier;

    @Enumerated(EnumType.STRING)
    SellerStatus status;

    @Nullable String suspensionReason;
    long version;

    SellerRow(String sellerId, String accountId, String name, Tier tier) {
        this.sellerId = sellerId;
        this.accountId = accountId;
        this.name = name;
        this.tier = tier;
        this.status = SellerStatus.APPLIED;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected SellerRow() {}
}
