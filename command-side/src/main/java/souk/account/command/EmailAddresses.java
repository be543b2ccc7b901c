package souk.account.command;

import souk.account.AccountId;
import souk.account.EmailAddress;

import java.util.Optional;

/** How accounts can be written to, as decisions of other capabilities may rely on. */
public interface EmailAddresses {

    /**
     * Where letters to the account end up, as a hash: two accounts with the same are one person's.
     * Nothing for accounts that can't be written to.
     */
    Optional<String> mailboxOf(AccountId account);

    /** Read each time: what is to be forgotten is not kept. */
    Optional<EmailAddress> addressOf(AccountId account);
}
