package souk.cart;

import souk.kernel.Sku;

/** So many of one thing were left behind when a guest's cart was taken over, and why. */
public record CartNote(Sku sku, int quantity, Reason reason) {

    public enum Reason {
        NOT_FOR_SALE,
        OUT_OF_STOCK,
        CART_FULL,
        QUANTITY_TOO_LARGE,
        MIXED_CURRENCIES
    }
}
