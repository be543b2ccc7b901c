package souk.catalog.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.catalog.Variant;
import souk.kernel.Money;

import java.util.List;
import java.util.Map;

/** One variant of a product, also one that is sold no more. */
@Entity
@Table(schema = "catalog_view", name = "variant")
class VariantRow {

    @Embeddable
    record Key(String productId, String sku) {}

    @EmbeddedId Key key;
    List<String> optionNames;
    List<String> optionValues;
    long price;
    String currency;
    @Nullable Long compareAtPrice;
    boolean withdrawn;

    VariantRow(Key key, Variant variant) {
        this.key = key;
        describe(variant.options());
        price(variant.price(), variant.compareAtPrice());
    }

    final void describe(Map<String, String> options) {
        optionNames = List.copyOf(options.keySet());
        optionValues = List.copyOf(options.values());
    }

    final void price(Money price, @Nullable Money compareAtPrice) {
        this.price = price.amount();
        this.currency = price.currency().getCurrencyCode();
        this.compareAtPrice = compareAtPrice == null ? null : (Long) compareAtPrice.amount();
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected VariantRow() {}
}
