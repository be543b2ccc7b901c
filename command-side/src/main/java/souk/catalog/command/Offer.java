package souk.catalog.command;

import org.jspecify.annotations.Nullable;

import souk.catalog.CategoryId;
import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.util.List;

/**
 * One variant of a product, at today's price.
 *
 * @param categories its own first, then those above it
 * @param grams what one piece weighs, where the product's attribute {@code weight} tells, such as
 *     "250 g" or "1.2 kg"
 */
public record Offer(
        Sku sku,
        ProductId product,
        SellerId seller,
        String sellerName,
        String title,
        Money price,
        boolean forSale,
        List<CategoryId> categories,
        @Nullable Long grams) {

    public Offer {
        categories = List.copyOf(categories);
    }
}
