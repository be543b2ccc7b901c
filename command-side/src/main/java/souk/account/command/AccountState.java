package souk.account.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;

import org.jspecify.annotations.Nullable;

import souk.account.Access;
import souk.account.AccountEvent;
import souk.account.AccountEvent.AccountAdmitted;
import souk.account.AccountEvent.AccountErased;
import souk.account.AccountEvent.AccountRegistered;
import souk.account.AccountEvent.RoleGranted;
import souk.account.AccountEvent.RolesChanged;
import souk.account.AccountId;
import souk.account.AccountView;
import souk.account.Credentials;
import souk.account.EmailAddress;
import souk.account.PersonName;
import souk.account.Role;
import souk.kernel.Credential;
import souk.kernel.Personal;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What has become of an account by its events. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class AccountState {

    private @Nullable Personal<EmailAddress> email;
    private @Nullable Personal<PersonName> name;
    private @Credential @Nullable Personal<String> passwordHash;
    private Set<Role> roles = Set.of();
    private Instant createdAt = Instant.EPOCH;
    private long version = -1;
    private long validFrom;
    private boolean erased;

    void evolve(AccountEvent event, Instant at, long sequence) {
        version = sequence;
        switch (event) {
            case AccountRegistered registered -> {
                createdAt = at;
                email = registered.email();
                name = registered.name();
                passwordHash = registered.passwordHash();
                roles = registered.roles();
            }
            case AccountAdmitted admitted -> {
                createdAt = at;
                email = admitted.email();
                name = admitted.name();
                roles = admitted.roles();
            }
            case RolesChanged changed -> {
                roles = changed.roles();
                validFrom = sequence;
            }
            case AccountErased _ -> {
                erased = true;
                email = null;
                name = null;
                passwordHash = null;
                roles = Set.of();
                validFrom = sequence;
            }
            case RoleGranted granted -> {
                Set<Role> more = new TreeSet<>(roles);
                more.add(granted.role());
                roles = Role.inOrder(more);
            }
        }
    }

    boolean isErased() {
        return erased;
    }

    Set<Role> roles() {
        return roles;
    }

    Optional<EmailAddress> email() {
        return known(email);
    }

    AccountView view(AccountId id) {
        return new AccountView(
                id,
                known(email).map(EmailAddress::value).orElse(null),
                known(name).map(PersonName::value).orElse(null),
                roles,
                createdAt,
                version);
    }

    Access access(AccountId id) {
        return new Access(id, roles, version, validFrom);
    }

    Credentials credentials(AccountId id) {
        return known(passwordHash).map(hash -> new Credentials(id, hash)).orElse(Credentials.NONE);
    }

    private static <T> Optional<T> known(@Nullable Personal<T> value) {
        return value == null ? Optional.empty() : value.known();
    }
}
