package souk.account;

import souk.kernel.Published;

/** Everything that can happen to an e-mail address: its stream is named after its key. */
public sealed interface EmailEvent {

    /** Nobody else has stored an event of this number, so only one account has the address. */
    @Published("account.EmailClaimed")
    record EmailClaimed(EmailKey key, AccountId accountId) implements EmailEvent {}

    /** Whoever had it is forgotten, and anybody can have it. */
    @Published("account.EmailReleased")
    record EmailReleased(EmailKey key) implements EmailEvent {}
}
