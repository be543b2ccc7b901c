package souk.catalog;

import org.jspecify.annotations.Nullable;

import souk.catalog.ProductEvent.VariantDescribed;
import souk.catalog.ProductEvent.VariantPriced;
import souk.kernel.InvalidValue;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.kernel.Text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one can buy of a product: such as its size L in blue. */
public record Variant(
        Sku sku, Map<String, String> options, Money price, @Nullable Money compareAtPrice) {

    private static final int MOST_OPTIONS = 10;

    /** Enough for anything sold, and 10,000 of them still fit a long. */
    private static final long HIGHEST_PRICE = 100_000_000_000_000L;

    public Variant {
        options = checked(options);
        mustBeAPrice(price);
        if (compareAtPrice != null
                && (!compareAtPrice.currency().equals(price.currency())
                        || compareAtPrice.amount() <= price.amount()
                        || compareAtPrice.amount() > HIGHEST_PRICE)) {
            throw new InvalidValue(
                    "invalid_compareAtPrice", "must be above the price, in its currency");
        }
    }

    /** The same, unless the event is about it. */
    public Variant after(VariantPriced priced) {
        return sku.equals(priced.sku())
                ? new Variant(sku, options, priced.price(), priced.compareAtPrice())
                : this;
    }

    /** The same, unless the event is about it. */
    public Variant after(VariantDescribed described) {
        return sku.equals(described.sku())
                ? new Variant(sku, described.options(), price, compareAtPrice)
                : this;
    }

    private static void mustBeAPrice(Money price) {
        if (price.amount() < 1 || price.amount() > HIGHEST_PRICE) {
            throw new InvalidValue("invalid_price", "must be between 1 and " + HIGHEST_PRICE);
        }
        // gold, test currencies and the like
        if (price.currency().getDefaultFractionDigits() < 0) {
            throw new InvalidValue("invalid_price", "must be in a currency that one can pay with");
        }
    }

    private static Map<String, String> checked(Map<String, String> options) {
        if (options.size() > MOST_OPTIONS) {
            throw new InvalidValue("invalid_options", "must be " + MOST_OPTIONS + " at most");
        }
        Map<String, String> checked = new LinkedHashMap<>();
        options.forEach(
                (name, value) ->
                        checked.put(
                                Text.line("options", name, 50), Text.line("options", value, 100)));
        return Collections.unmodifiableMap(checked);
    }
}
