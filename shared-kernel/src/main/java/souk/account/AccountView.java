package souk.account;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/** An account as its owner and admins see it; e-mail and name are gone once they are erased. */
public record AccountView(
        AccountId id,
        @Nullable String email,
        @Nullable String name,
        Set<Role> roles,
        Instant createdAt,
        long version) {

    public AccountView {
        roles = Role.inOrder(roles);
    }

    @Override
    public String toString() {
        return "AccountView[" + id + "]"; // not for logs
    }
}
