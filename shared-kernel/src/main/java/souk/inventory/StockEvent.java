package souk.inventory;

import souk.kernel.Published;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.seller.SellerId;

/** Everything that can happen to the stock of one SKU. */
public sealed interface StockEvent {

    Sku sku();

    /** From here on somebody keeps count of it. */
    @Published("inventory.StockOpened")
    record StockOpened(Sku sku, SellerId seller) implements StockEvent {}

    @Published("inventory.StockReceived")
    record StockReceived(Sku sku, int quantity) implements StockEvent {}

    @Published("inventory.StockAdjusted")
    record StockAdjusted(Sku sku, int delta, String reason) implements StockEvent {}

    @Published("inventory.StockCounted")
    record StockCounted(Sku sku, int onHand) implements StockEvent {}

    @Published("inventory.StockReserved")
    record StockReserved(Sku sku, String reference, Quantity quantity) implements StockEvent {}

    @Published("inventory.StockReleased")
    record StockReleased(Sku sku, String reference, Quantity quantity) implements StockEvent {}

    @Published("inventory.StockCommitted")
    record StockCommitted(Sku sku, String reference, Quantity quantity) implements StockEvent {}

    /** What had left the house is back, and can be sold again. */
    @Published("inventory.StockReturned")
    record StockReturned(Sku sku, String reference, Quantity quantity) implements StockEvent {}

    @Published("inventory.ThresholdSet")
    record ThresholdSet(Sku sku, int threshold) implements StockEvent {}

    /** What is available has come down to the threshold. */
    @Published("inventory.StockRanLow")
    record StockRanLow(Sku sku, int available, int threshold) implements StockEvent {}
}
