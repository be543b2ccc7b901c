package souk.stats;

import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.seller.SellerId;

import java.time.ZoneId;
import java.util.List;

/** What sold best, by revenue: the best of each currency. */
public record TopProductsView(Days range, ZoneId timeZone, List<Product> items) {

    public TopProductsView {
        items = List.copyOf(items);
    }

    /**
     * @param title as it was sold last
     * @param units that were paid for
     */
    public record Product(
            ProductId productId,
            String title,
            SellerId seller,
            long units,
            Money gross,
            Money refunds,
            Money revenue) {

        public static Product of(
                ProductId id, String title, SellerId seller, long units, Turnover turnover) {
            return new Product(
                    id,
                    title,
                    seller,
                    units,
                    turnover.gross(),
                    turnover.refunds(),
                    turnover.revenue());
        }
    }
}
