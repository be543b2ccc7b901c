package souk.cart;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names one cart. */
public record CartId(@JsonValue String value) {

    public static final String PREFIX = "cart_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CartId {
        Ids.requireForm(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
