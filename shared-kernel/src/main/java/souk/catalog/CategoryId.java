package souk.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names one category. */
public record CategoryId(@JsonValue String value) {

    public static final String PREFIX = "cat_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CategoryId {
        Ids.requireForm(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
