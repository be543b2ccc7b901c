package souk.cart.query;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import souk.cart.CartNote;
import souk.cart.CartNote.Reason;
import souk.cart.CartView.Status;
import souk.kernel.Sku;

import java.util.List;

/** One cart. Its lines are those from the first position on: the others have been cleared away. */
@Entity
@Table(schema = "cart_view", name = "cart")
class CartRow {

    @Id String cartId;
    String owner;

    @Enumerated(EnumType.STRING)
    Status status;

    int firstPosition;
    int nextPosition;
    int itemCount;
    List<String> notes;
    long version;

    CartRow(String cartId, String owner) {
        this.cartId = cartId;
        this.owner = owner;
        this.status = Status.OPEN;
        this.notes = List.of();
    }

    void clear() {
        firstPosition = nextPosition;
        itemCount = 0;
    }

    void note(List<CartNote> leftBehind) {
        notes =
                leftBehind.stream()
                        .map(note -> note.reason() + " " + note.quantity() + " " + note.sku())
                        .toList();
    }

    static List<CartNote> noted(List<String> notes) {
        return notes.stream()
                .map(note -> note.split(" ", 3))
                .map(
                        parts ->
                                new CartNote(
                                        new Sku(parts[2]),
                                        Integer.parseInt(parts[1]),
                                        Reason.valueOf(parts[0])))
                .toList();
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected CartRow() {}
}
