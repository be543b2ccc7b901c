package souk.catalog;

import org.jspecify.annotations.Nullable;

import souk.kernel.InvalidValue;
import souk.kernel.Money;
import souk.kernel.Sku;

import java.util.Map;

/** A variant as it is asked for; without a SKU it is given one. */
public record NewVariant(
        @Nullable Sku sku,
        @Nullable Map<String, String> options,
        Money price,
        @Nullable Money compareAtPrice) {

    private static final Sku ANY = new Sku("ANY");

    /** Nothing that could not be sold under some SKU. */
    public NewVariant {
        if (sku != null && !sku.fitsIntoPaths()) {
            throw new InvalidValue(
                    "invalid_sku", "must go on with a letter or digit after a slash");
        }
        new Variant(ANY, options == null ? Map.of() : options, price, compareAtPrice);
    }

    public Variant called(Sku name) {
        return new Variant(name, options == null ? Map.of() : options, price, compareAtPrice);
    }
}
