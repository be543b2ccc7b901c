package souk.inventory;

import org.jspecify.annotations.Nullable;

import souk.seller.SellerId;

/** Who looks after stock: a seller after his own, an admin (without one) after all. */
public record StockKeeper(@Nullable SellerId seller) {

    public static final StockKeeper ADMIN = new StockKeeper(null);

    public boolean keeps(SellerId owner) {
        return seller == null || seller.equals(owner);
    }
}
