package souk.cart;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.account.AccountId;

import java.util.Optional;

/**
 * To whom a cart belongs: an account, or a guest as the hash of a token only he has, so that
 * reading events opens no cart.
 */
public record CartOwner(@JsonValue String value) {

    private static final String ACCOUNT = "account:";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CartOwner {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an owner has a name");
        }
    }

    public static CartOwner guest(String tokenHash) {
        return new CartOwner("guest:" + tokenHash);
    }

    public static CartOwner account(AccountId account) {
        return new CartOwner(ACCOUNT + account);
    }

    /** Nobody's where it is a guest. */
    public Optional<AccountId> accountId() {
        return isAccount()
                ? Optional.of(new AccountId(value.substring(ACCOUNT.length())))
                : Optional.empty();
    }

    /** Whether a new cart of this owner may have the id: otherwise guests could take accounts'. */
    public boolean mayOpen(CartId cart) {
        return accountId()
                .map(account -> cart.equals(CartId.of(account)))
                .orElseGet(() -> !cart.isOfAnAccount());
    }

    public boolean isAccount() {
        return value.startsWith(ACCOUNT);
    }

    @Override
    public String toString() {
        return value;
    }
}
