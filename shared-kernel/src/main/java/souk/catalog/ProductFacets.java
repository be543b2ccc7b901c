package souk.catalog;

import souk.kernel.Money;

import java.util.List;

/** How many products of a list are of which sort. */
public record ProductFacets(
        List<OfCategory> categories, List<OfBrand> brands, List<PriceRange> prices) {

    public record OfCategory(CategoryId id, String name, Slug slug, long count) {}

    public record OfBrand(String brand, long count) {}

    /** By the lowest price of each product; both ends included. */
    public record PriceRange(Money from, Money to, long count) {}
}
