package souk.inventory.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;

import souk.inventory.StockEvent;
import souk.inventory.StockEvent.StockAdjusted;
import souk.inventory.StockEvent.StockCommitted;
import souk.inventory.StockEvent.StockCounted;
import souk.inventory.StockEvent.StockOpened;
import souk.inventory.StockEvent.StockRanLow;
import souk.inventory.StockEvent.StockReceived;
import souk.inventory.StockEvent.StockReleased;
import souk.inventory.StockEvent.StockReserved;
import souk.inventory.StockEvent.StockReturned;
import souk.inventory.StockEvent.ThresholdSet;
import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;

/** How many there are of each SKU. */
@Projection(processingGroup = "inventory.view")
class StockProjection {

    private final Table<StockRow, String> stocks;

    StockProjection(Tables tables) {
        stocks = tables.of(StockRow.class, String.class);
    }

    @EventHandler
    void on(StockEvent event, @SequenceNumber long version) {
        String sku = event.sku().value();
        if (event instanceof StockOpened opened) {
            stocks.insert(new StockRow(sku, opened.seller().value()));
        }
        stocks.change(
                sku,
                stock -> {
                    change(stock, event);
                    stock.count();
                    stock.version = version;
                });
    }

    private static void change(StockRow stock, StockEvent event) {
        switch (event) {
            case StockOpened _ -> {}
            case StockReceived received -> stock.onHand += received.quantity();
            case StockAdjusted adjusted -> stock.onHand += adjusted.delta();
            case StockCounted counted -> stock.onHand = counted.onHand();
            case StockReserved reserved -> stock.reserved += reserved.quantity().value();
            case StockReleased released -> stock.reserved -= released.quantity().value();
            case StockCommitted committed -> {
                stock.reserved -= committed.quantity().value();
                stock.onHand -= committed.quantity().value();
            }
            case StockReturned back -> stock.onHand += back.quantity().value();
            case ThresholdSet set -> stock.threshold = set.threshold();
            case StockRanLow _ -> {} // its numbers tell already
        }
    }
}
