package souk.account;

import org.jspecify.annotations.Nullable;

import souk.kernel.Credential;
import souk.kernel.Personal;
import souk.kernel.Published;

import java.util.Set;

/** Everything that can happen to an account. */
public sealed interface AccountEvent {

    AccountId accountId();

    @Published("account.AccountRegistered")
    record AccountRegistered(
            AccountId accountId,
            Personal<EmailAddress> email,
            Personal<PersonName> name,
            @Credential Personal<String> passwordHash,
            Set<Role> roles)
            implements AccountEvent {
        public AccountRegistered {
            roles = Role.inOrder(roles);
        }
    }

    /** Another issuer of tokens has vouched for somebody new. */
    @Published("account.AccountAdmitted")
    record AccountAdmitted(
            AccountId accountId,
            String issuer,
            @Nullable Personal<EmailAddress> email,
            @Nullable Personal<PersonName> name,
            Set<Role> roles)
            implements AccountEvent {
        public AccountAdmitted {
            roles = Role.inOrder(roles);
        }
    }

    @Published("account.RolesChanged")
    record RolesChanged(AccountId accountId, Set<Role> roles) implements AccountEvent {
        public RolesChanged {
            roles = Role.inOrder(roles);
        }
    }

    /**
     * Whoever it belonged to is forgotten: his address is free, nobody logs in any more, and what
     * is sealed with his key is about to be unreadable.
     *
     * @param forced although not all was finished
     */
    @Published("account.AccountErased")
    record AccountErased(AccountId accountId, boolean forced, @Nullable String reason)
            implements AccountEvent {}

    @Published("account.RoleGranted")
    record RoleGranted(AccountId accountId, Role role) implements AccountEvent {}
}
