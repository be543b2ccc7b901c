package souk.inventory.command;

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

/** How many there are, and how many of them are promised. */
record Level(int onHand, int reserved) {

    static final Level NOTHING = new Level(0, 0);

    int available() {
        return onHand - reserved;
    }

    Level after(StockEvent event) {
        return switch (event) {
            case StockOpened _, ThresholdSet _, StockRanLow _ -> this;
            case StockReceived received -> new Level(onHand + received.quantity(), reserved);
            case StockAdjusted adjusted -> new Level(onHand + adjusted.delta(), reserved);
            case StockCounted counted -> new Level(counted.onHand(), reserved);
            case StockReturned back -> new Level(onHand + back.quantity().value(), reserved);
            case StockReserved more -> new Level(onHand, reserved + more.quantity().value());
            case StockReleased less -> new Level(onHand, reserved - less.quantity().value());
            case StockCommitted gone ->
                    new Level(onHand - gone.quantity().value(), reserved - gone.quantity().value());
        };
    }
}
