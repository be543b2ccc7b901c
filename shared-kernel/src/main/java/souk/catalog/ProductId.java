package souk.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names one product. */
public record ProductId(@JsonValue String value) {

    public static final String PREFIX = "prd_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProductId {
        Ids.requireForm(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
