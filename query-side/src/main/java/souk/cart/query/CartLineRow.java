package souk.cart.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** How many of one thing a cart holds. */
@Entity
@Table(schema = "cart_view", name = "cart_line")
class CartLineRow {

    @Embeddable
    record Key(String cartId, String sku) {}

    @EmbeddedId Key key;
    int quantity;

    CartLineRow(Key key, int quantity) {
        this.key = key;
        this.quantity = quantity;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected CartLineRow() {}
}
