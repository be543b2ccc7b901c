package souk.inventory.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import souk.inventory.StockView;
import souk.kernel.Sku;

/** The stock of one SKU. */
@Entity
@Table(schema = "inventory_view", name = "stock")
class StockRow {

    @Id String sku;
    String seller;
    int onHand;
    int reserved;
    int available;
    int threshold;
    boolean low;
    long version;

    StockRow(String sku, String seller) {
        this.sku = sku;
        this.seller = seller;
    }

    void count() {
        available = onHand - reserved;
        low = available <= threshold;
    }

    StockView view() {
        return new StockView(new Sku(sku), onHand, reserved, available, threshold, low, version);
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected StockRow() {}
}
