package souk.cart;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.account.AccountId;
import souk.kernel.Ids;

/** Names one cart. */
public record CartId(@JsonValue String value) {

    public static final String PREFIX = "cart_";

    /** Ids that begin with their time begin with it in a thousand years. */
    private static final char OF_AN_ACCOUNT = '7';

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CartId {
        Ids.requireForm(PREFIX, value);
    }

    /** An account has one cart: its id leads to that of the cart. */
    public static CartId of(AccountId account) {
        return new CartId(
                PREFIX + OF_AN_ACCOUNT + account.value().substring(AccountId.PREFIX.length() + 1));
    }

    /** Whether it is the id of an account's cart, which no guest may take. */
    boolean isOfAnAccount() {
        return value.charAt(PREFIX.length()) == OF_AN_ACCOUNT;
    }

    @Override
    public String toString() {
        return value;
    }
}
