package souk.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names one order. */
public record OrderId(@JsonValue String value) {

    public static final String PREFIX = "ord_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderId {
        Ids.requireForm(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
