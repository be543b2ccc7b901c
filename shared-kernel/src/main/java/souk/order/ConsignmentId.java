package souk.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names what one seller sends for one order. */
public record ConsignmentId(@JsonValue String value) {

    public static final String PREFIX = "con_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConsignmentId {
        Ids.requireForm(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
