package souk.account;

import org.jspecify.annotations.Nullable;

/** What a password is compared with. Both are null where nobody has the address. */
public record Credentials(@Nullable AccountId accountId, @Nullable String passwordHash) {

    public static final Credentials NONE = new Credentials(null, null);

    @Override
    public String toString() {
        return "Credentials[" + accountId + "]"; // not for logs
    }
}
