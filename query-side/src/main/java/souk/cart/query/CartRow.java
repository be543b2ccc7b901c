package souk.cart.query;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import souk.cart.CartView.Status;

import java.util.ArrayList;
import java.util.List;

/** One cart. Its lines are found by its skus, which are in the order in which they were added. */
@Entity
@Table(schema = "cart_view", name = "cart")
class CartRow {

    @Id String cartId;
    String owner;

    @Enumerated(EnumType.STRING)
    Status status;

    List<String> skus;
    int itemCount;
    long version;

    CartRow(String cartId, String owner) {
        this.cartId = cartId;
        this.owner = owner;
        this.status = Status.OPEN;
        this.skus = new ArrayList<>();
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected CartRow() {}
}
