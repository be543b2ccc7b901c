package souk.catalog;

import org.jspecify.annotations.Nullable;

import souk.kernel.InvalidValue;

import java.util.List;
import java.util.Map;

/**
 * What is to be different about a product: null stays as it is, unless it is among what is cleared.
 * Variants are all that there shall be, known by their SKUs.
 */
public record ProductChange(
        @Nullable String title,
        @Nullable Slug slug,
        @Nullable String description,
        @Nullable String brand,
        @Nullable CategoryId categoryId,
        @Nullable Boolean featured,
        @Nullable List<String> images,
        @Nullable Map<String, String> attributes,
        @Nullable List<NewVariant> variants,
        List<Clearable> cleared) {

    /** What a product need not have. */
    public enum Clearable {
        BRAND,
        CATEGORY,
        DESCRIPTION
    }

    public ProductChange {
        cleared = List.copyOf(cleared);
        if (variants != null) {
            variants = Variants.checked(variants);
        }
        // refuses before anything is looked up what no product could be
        new ProductDetails(
                title == null ? "any" : title,
                description == null ? "" : description,
                brand,
                categoryId,
                false,
                images == null ? List.of() : images,
                attributes == null ? Map.of() : attributes);
    }

    public ProductDetails applied(ProductDetails to) {
        return new ProductDetails(
                either(title, to.title()),
                cleared.contains(Clearable.DESCRIPTION)
                        ? ""
                        : either(description, to.description()),
                cleared.contains(Clearable.BRAND) ? null : brand == null ? to.brand() : brand,
                cleared.contains(Clearable.CATEGORY)
                        ? null
                        : categoryId == null ? to.categoryId() : categoryId,
                either(featured, to.featured()),
                either(images, to.images()),
                either(attributes, to.attributes()));
    }

    private static <T> T either(@Nullable T changed, T present) {
        return changed == null ? present : changed;
    }

    /** How many there may be. */
    interface Variants {

        int MOST = 100;

        static List<NewVariant> checked(List<NewVariant> variants) {
            if (variants.isEmpty() || variants.size() > MOST) {
                throw new InvalidValue("invalid_variants", "must be 1 to " + MOST);
            }
            return List.copyOf(variants);
        }
    }
}
