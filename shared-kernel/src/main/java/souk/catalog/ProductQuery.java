package souk.catalog;

import org.jspecify.annotations.Nullable;

/** Everything that can be asked about the catalog. */
public sealed interface ProductQuery {

    /** Answered with a {@link ProductView}; what is not public only to who may edit it. */
    record FindProduct(String idOrSlug, Editor viewer) implements ProductQuery {
        public FindProduct {
            mustBeIdOrSlug(idOrSlug);
        }
    }

    /** Answered with a {@link ProductPage}. */
    record ListProducts(
            ProductFilter filter,
            ProductSort sort,
            int limit,
            @Nullable String after,
            boolean total)
            implements ProductQuery {}

    /** Answered with {@link ProductFacets}. */
    record CountFacets(ProductFilter filter) implements ProductQuery {}

    /** Others of its category, or else of its brand. Answered with a {@link ProductPage}. */
    record FindRelated(String idOrSlug, int limit) implements ProductQuery {
        public FindRelated {
            mustBeIdOrSlug(idOrSlug);
        }
    }

    /** Answered with {@link Suggestions}. */
    record SuggestProducts(String text, int limit) implements ProductQuery {}

    /** What can't be an id is refused; what can't be a slug is that of nothing. */
    private static void mustBeIdOrSlug(String idOrSlug) {
        if (idOrSlug.startsWith(ProductId.PREFIX)) {
            new ProductId(idOrSlug);
        }
    }
}
