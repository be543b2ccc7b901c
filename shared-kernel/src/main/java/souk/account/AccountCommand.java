package souk.account;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import souk.kernel.Personal;
import souk.kernel.Text;

import java.util.Set;

/**
 * Everything that can be asked of an account. Each is answered with the {@link AccountView} that it
 * leads to.
 */
public sealed interface AccountCommand {

    @TargetAggregateIdentifier
    AccountId accountId();

    /** The password has been hashed by whoever asked for it; nobody else ever sees it. */
    record RegisterAccount(
            AccountId accountId,
            Personal<EmailAddress> email,
            Personal<PersonName> name,
            Personal<String> passwordHash,
            Set<Role> roles)
            implements AccountCommand {
        public RegisterAccount {
            roles = Role.inOrder(roles);
        }
    }

    /** For somebody whom another issuer of tokens vouches for; again, it changes nothing. */
    record AdmitAccount(
            AccountId accountId,
            String issuer,
            @Nullable Personal<EmailAddress> email,
            @Nullable Personal<PersonName> name)
            implements AccountCommand {}

    /** From now on these, and no others: what was allowed by older tokens is not any more. */
    record ChangeRoles(AccountId accountId, Set<Role> roles) implements AccountCommand {
        public ChangeRoles {
            roles = Role.inOrder(roles);
        }
    }

    /**
     * Whoever it belongs to is to be forgotten. Again, it changes nothing.
     *
     * @param force whatever is not finished
     * @param reason of the shop, which stays
     */
    record EraseAccount(AccountId accountId, boolean force, @Nullable String reason)
            implements AccountCommand {

        private static final int LONGEST_REASON = 200;

        public EraseAccount {
            reason = reason == null ? null : Text.line("reason", reason, LONGEST_REASON);
        }
    }

    /** What follows from it: nothing about him can be read any more. Twice is once. */
    record ForgetPerson(AccountId accountId) implements AccountCommand {}

    /** This one as well: who is logged in has it at once. */
    record GrantRole(AccountId accountId, Role role) implements AccountCommand {}
}
