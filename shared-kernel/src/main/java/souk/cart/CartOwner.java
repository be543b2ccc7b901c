package souk.cart;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * To whom a cart belongs: for a guest the hash of a token only he has, so that reading events opens
 * no cart.
 */
public record CartOwner(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CartOwner {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an owner has a name");
        }
    }

    public static CartOwner guest(String tokenHash) {
        return new CartOwner("guest:" + tokenHash);
    }

    @Override
    public String toString() {
        return value;
    }
}
