package souk.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names one look at what is not everybody's. */
public record AccessId(@JsonValue String value) {

    public static final String PREFIX = "look_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccessId {
        Ids.requireForm(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
