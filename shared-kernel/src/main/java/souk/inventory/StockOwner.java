package souk.inventory;

import souk.seller.SellerId;

/** Whose stock it is, for as long as there is any. */
public record StockOwner(SellerId seller) {}
