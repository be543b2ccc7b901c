package souk.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names one check. Ids of later ones come later. */
public record CheckId(@JsonValue String value) {

    public static final String PREFIX = "chk_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CheckId {
        Ids.requireForm(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
