package souk.auction.query;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import souk.seller.SellerStatus;
import souk.seller.Tier;

/** What tells which auctions a seller sees. */
@Entity
@Table(schema = "auction_view", name = "seller")
class DealerRow {

    @Id String sellerId;

    @Enumerated(EnumType.STRING)
    Tier tier;

    @Enumerated(EnumType.STRING)
    SellerStatus status;

    DealerRow(String sellerId, Tier tier) {
        this.sellerId = sellerId;
        this.tier = tier;
        this.status = SellerStatus.APPLIED;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected DealerRow() {}
}
