package souk.seller;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names one seller. */
public record SellerId(@JsonValue String value) {

    public static final String PREFIX = "sel_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SellerId {
        Ids.requireForm(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
