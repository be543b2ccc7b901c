package souk.catalog.command;

import souk.catalog.ProductDetails;
import souk.catalog.ProductEvent;
import souk.catalog.ProductEvent.ProductArchived;
import souk.catalog.ProductEvent.ProductCreated;
import souk.catalog.ProductEvent.ProductDelisted;
import souk.catalog.ProductEvent.ProductDescribed;
import souk.catalog.ProductEvent.ProductListed;
import souk.catalog.ProductEvent.ProductRenamed;
import souk.catalog.ProductEvent.VariantAdded;
import souk.catalog.ProductEvent.VariantDescribed;
import souk.catalog.ProductEvent.VariantPriced;
import souk.catalog.ProductEvent.VariantWithdrawn;
import souk.catalog.ProductId;
import souk.catalog.ProductStatus;
import souk.catalog.Slug;
import souk.catalog.Variant;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A product after some events. Never changed, so that decisions of others may look at it. */
record ProductState(
        ProductId productId,
        SellerId sellerId,
        Slug slug,
        ProductStatus status,
        ProductDetails details,
        List<Variant> variants,
        List<Variant> withdrawn) {

    static ProductState of(ProductCreated created) {
        return new ProductState(
                created.productId(),
                created.sellerId(),
                created.slug(),
                ProductStatus.DRAFT,
                created.details(),
                created.variants(),
                List.of());
    }

    ProductState after(ProductEvent event) {
        return switch (event) {
            case ProductCreated created -> of(created);
            case ProductDescribed described ->
                    new ProductState(
                            productId,
                            sellerId,
                            slug,
                            status,
                            described.details(),
                            variants,
                            withdrawn);
            case ProductRenamed renamed ->
                    new ProductState(
                            productId,
                            sellerId,
                            renamed.slug(),
                            status,
                            details,
                            variants,
                            withdrawn);
            case VariantAdded added ->
                    with(
                            Stream.concat(variants.stream(), Stream.of(added.variant())).toList(),
                            without(withdrawn, added.variant().sku()));
            case VariantPriced priced ->
                    with(variants.stream().map(it -> it.after(priced)).toList(), withdrawn);
            case VariantDescribed described ->
                    with(variants.stream().map(it -> it.after(described)).toList(), withdrawn);
            case VariantWithdrawn gone ->
                    with(
                            without(variants, gone.sku()),
                            Stream.concat(withdrawn.stream(), variant(gone.sku()).stream())
                                    .toList());
            case ProductListed _ -> as(ProductStatus.LISTED);
            case ProductDelisted _ -> as(ProductStatus.DELISTED);
            case ProductArchived _ -> as(ProductStatus.ARCHIVED);
        };
    }

    Optional<Variant> variant(Sku sku) {
        return variants.stream().filter(it -> it.sku().equals(sku)).findFirst();
    }

    /** Also one that is sold no more. */
    Optional<Variant> variantEver(Sku sku) {
        return variant(sku)
                .or(() -> withdrawn.stream().filter(it -> it.sku().equals(sku)).findFirst());
    }

    private static List<Variant> without(List<Variant> variants, Sku sku) {
        return variants.stream().filter(it -> !it.sku().equals(sku)).toList();
    }

    private ProductState with(List<Variant> variants, List<Variant> withdrawn) {
        return new ProductState(productId, sellerId, slug, status, details, variants, withdrawn);
    }

    private ProductState as(ProductStatus status) {
        return new ProductState(productId, sellerId, slug, status, details, variants, withdrawn);
    }
}
