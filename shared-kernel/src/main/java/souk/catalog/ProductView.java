package souk.catalog;

import org.jspecify.annotations.Nullable;

import souk.kernel.Composite;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.util.List;
import java.util.Map;

/** A product as the shop shows it. */
@Composite // stock and sellers have streams of their own
public record ProductView(
        ProductId id,
        Slug slug,
        String title,
        String description,
        @Nullable String brand,
        @Nullable CategoryId categoryId,
        Seller seller,
        boolean featured,
        ProductStatus status,
        List<Item> variants,
        List<String> images,
        Map<String, String> attributes,
        long version) {

    public record Seller(SellerId id, String name) {}

    /** What is available is left out where nobody has looked. */
    public record Item(
            Sku sku,
            Map<String, String> options,
            Money price,
            @Nullable Money compareAtPrice,
            @Nullable Integer available) {}
}
