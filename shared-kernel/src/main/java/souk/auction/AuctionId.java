package souk.auction;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names one auction. */
public record AuctionId(@JsonValue String value) {

    public static final String PREFIX = "auc_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AuctionId {
        Ids.requireForm(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
