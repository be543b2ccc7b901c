package souk.inventory.command;

import org.springframework.stereotype.Component;

import souk.inventory.StockEvent;
import souk.inventory.StockId;
import souk.kernel.Sku;
import souk.platform.command.Glance;
import souk.platform.command.Glances;

/** Who only looks must not wait for those who sell the same SKU: no lock, no aggregate. */
@Component
class KnownStock implements StockLevels {

    private final Glance<Level> levels;

    KnownStock(Glances glances) {
        this.levels = glances.of(Level.NOTHING, KnownStock::after);
    }

    @Override
    public int available(Sku sku) {
        return levels.recent(new StockId(sku).toString()).available();
    }

    @Override
    public int availableNow(Sku sku) {
        return levels.current(new StockId(sku).toString()).state().available();
    }

    private static Level after(Level before, Object stored) {
        return switch (stored) {
            case Stock snapshot -> snapshot.level();
            case StockEvent event -> before.after(event);
            default -> before;
        };
    }
}
