package souk.catalog;

import org.jspecify.annotations.Nullable;

import souk.seller.SellerId;

import java.util.Currency;

/**
 * Which products are wanted; null does not matter.
 *
 * @param category by id or slug, with all below it
 * @param everything also what the public does not see: for who may edit them
 */
public record ProductFilter(
        @Nullable String text,
        @Nullable String category,
        @Nullable String brand,
        @Nullable SellerId seller,
        @Nullable Long minPrice,
        @Nullable Long maxPrice,
        @Nullable Currency currency,
        @Nullable Boolean featured,
        @Nullable Boolean inStock,
        @Nullable ProductStatus status,
        boolean everything) {}
