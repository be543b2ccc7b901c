package souk.account;

import souk.kernel.Published;
import souk.kernel.Secret;

/**
 * Everything that can happen to an e-mail address: its stream is named after its key. Whoever is
 * shown a key can try which address it is of.
 */
public sealed interface EmailEvent {

    /** Nobody else has stored an event of this number, so only one account has the address. */
    @Secret
    @Published("account.EmailClaimed")
    record EmailClaimed(EmailKey key, AccountId accountId) implements EmailEvent {}

    /** Whoever had it is forgotten, and anybody can have it. */
    @Secret
    @Published("account.EmailReleased")
    record EmailReleased(EmailKey key) implements EmailEvent {}
}
