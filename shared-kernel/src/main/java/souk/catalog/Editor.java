package souk.catalog;

import org.jspecify.annotations.Nullable;

import souk.seller.SellerId;

/** Who changes products: a seller his own, an admin all. */
public record Editor(@Nullable SellerId seller, boolean admin) {

    public boolean mayEdit(SellerId owner) {
        return admin || owner.equals(seller);
    }
}
