package souk.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names one refund. */
public record RefundId(@JsonValue String value) {

    public static final String PREFIX = "ref_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RefundId {
        Ids.requireForm(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
