package souk.account.command;

import souk.account.AccountId;
import souk.account.EmailKey;

import java.util.Optional;

/** Who has which e-mail address. */
interface EmailClaims {

    /** In the current unit of work, or refused: an address belongs to one account. */
    void claim(EmailKey email, AccountId account);

    /** In the current unit of work; nothing happens where it is not this account's. */
    void release(EmailKey email, AccountId account);

    Optional<AccountId> ownerOf(EmailKey email);
}
