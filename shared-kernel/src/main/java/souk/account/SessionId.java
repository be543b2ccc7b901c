package souk.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names one session: everything that follows from one log-in. */
public record SessionId(@JsonValue String value) {

    public static final String PREFIX = "ses_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SessionId {
        Ids.requireForm(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
