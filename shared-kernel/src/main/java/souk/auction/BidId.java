package souk.auction;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names one bid. */
public record BidId(@JsonValue String value) {

    public static final String PREFIX = "bid_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BidId {
        Ids.requireForm(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
