package souk.order.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import souk.catalog.ProductId;
import souk.kernel.Sku;
import souk.order.OrderLine;
import souk.order.OrderView;
import souk.seller.SellerId;

/** So many of one thing in an order. */
@Entity
@Table(schema = "order_view", name = "line")
class LineRow {

    @Embeddable
    record Key(String orderId, String sku) {}

    @EmbeddedId Key key;
    int position;
    String consignmentId;
    String productId;
    String title;
    String sellerId;
    int quantity;
    int returned;
    long unitPrice;
    long total;
    long tax;

    LineRow(Key key, int position, String consignmentId, OrderLine line) {
        this.key = key;
        this.position = position;
        this.consignmentId = consignmentId;
        this.productId = line.productId().value();
        this.title = line.title();
        this.sellerId = line.seller().value();
        this.quantity = line.quantity().value();
        this.unitPrice = line.unitPrice().amount();
        this.total = line.total().amount();
        this.tax = line.tax().amount();
    }

    OrderView.Line view(OrderRow order) {
        return new OrderView.Line(
                new Sku(key.sku()),
                new ProductId(productId),
                title,
                new SellerId(sellerId),
                quantity,
                returned,
                order.money(unitPrice),
                order.money(total),
                order.money(tax));
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected LineRow() {}
}
