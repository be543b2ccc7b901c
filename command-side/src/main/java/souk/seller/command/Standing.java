package souk.seller.command;

import souk.seller.SellerStatus;
import souk.seller.Tier;

/** What decisions of other capabilities may know of a seller. */
public record Standing(String name, Tier tier, SellerStatus status) {

    public boolean maySell() {
        return status == SellerStatus.APPROVED;
    }
}
