package souk.catalog;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.kernel.Published;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.util.List;
import java.util.Map;

/** Everything that can happen to a product. */
public sealed interface ProductEvent {

    ProductId productId();

    @Published("catalog.ProductCreated")
    record ProductCreated(
            ProductId productId,
            SellerId sellerId,
            Slug slug,
            ProductDetails details,
            List<Variant> variants)
            implements ProductEvent {
        public ProductCreated {
            variants = List.copyOf(variants);
        }
    }

    @Published("catalog.ProductDescribed")
    record ProductDescribed(ProductId productId, ProductDetails details) implements ProductEvent {}

    @Published("catalog.ProductRenamed")
    record ProductRenamed(ProductId productId, Slug slug) implements ProductEvent {}

    @Published("catalog.VariantAdded")
    record VariantAdded(ProductId productId, Variant variant) implements ProductEvent {}

    @Published("catalog.VariantPriced")
    record VariantPriced(ProductId productId, Sku sku, Money price, @Nullable Money compareAtPrice)
            implements ProductEvent {}

    @Published("catalog.VariantDescribed")
    record VariantDescribed(ProductId productId, Sku sku, Map<String, String> options)
            implements ProductEvent {}

    @Published("catalog.VariantWithdrawn")
    record VariantWithdrawn(ProductId productId, Sku sku) implements ProductEvent {}

    @Published("catalog.ProductListed")
    record ProductListed(ProductId productId) implements ProductEvent {}

    @Published("catalog.ProductDelisted")
    record ProductDelisted(ProductId productId) implements ProductEvent {}

    @Published("catalog.ProductArchived")
    record ProductArchived(ProductId productId) implements ProductEvent {}
}
