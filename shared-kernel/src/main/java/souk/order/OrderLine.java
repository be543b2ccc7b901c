package souk.order;

import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.seller.SellerId;

/**
 * So many of one thing, at the price of the moment it was bought.
 *
 * @param unitPrice of a lot that was sold at one price, what that makes for a piece
 * @param total quantity by unit price, or the price of the lot, before discount and shipping
 * @param tax in the total or on top of it, see {@link Amounts#taxIncluded}
 */
public record OrderLine(
        Sku sku,
        ProductId productId,
        String title,
        SellerId seller,
        Quantity quantity,
        Money unitPrice,
        Money total,
        Money tax) {}
