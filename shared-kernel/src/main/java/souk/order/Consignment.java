package souk.order;

import souk.kernel.Sku;
import souk.seller.SellerId;

import java.util.List;

/** What one seller sends for an order. The amounts of all consignments are those of the order. */
public record Consignment(
        ConsignmentId id, SellerId seller, String sellerName, List<Sku> skus, Amounts amounts) {

    public Consignment {
        skus = List.copyOf(skus);
    }
}
