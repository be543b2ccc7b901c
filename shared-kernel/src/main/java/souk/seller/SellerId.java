package souk.seller;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.account.AccountId;
import souk.kernel.Ids;

/** Names one seller. */
public record SellerId(@JsonValue String value) {

    public static final String PREFIX = "sel_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SellerId {
        Ids.requireForm(PREFIX, value);
    }

    /** An account is one seller at most: its id leads to that of the seller. */
    public static SellerId of(AccountId account) {
        return new SellerId(PREFIX + account.value().substring(AccountId.PREFIX.length()));
    }

    /** Whose seller it is. */
    public AccountId account() {
        return new AccountId(AccountId.PREFIX + value.substring(PREFIX.length()));
    }

    @Override
    public String toString() {
        return value;
    }
}
