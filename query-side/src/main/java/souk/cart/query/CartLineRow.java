package souk.cart.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;

/** How many of one thing a cart holds, and what one of them cost when it was added. */
@Entity
@Table(schema = "cart_view", name = "cart_line")
class CartLineRow {

    @Embeddable
    record Key(String cartId, String sku) {}

    @EmbeddedId Key key;
    int position;
    int quantity;
    @Nullable Long price;
    @Nullable String currency;

    CartLineRow(Key key) {
        this.key = key;
    }

    void see(@Nullable Money unitPrice) {
        price = unitPrice == null ? null : (Long) unitPrice.amount();
        currency = unitPrice == null ? null : unitPrice.currency().getCurrencyCode();
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected CartLineRow() {}
}
