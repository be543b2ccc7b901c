package souk.account;

import souk.kernel.Published;

/** Everything that can happen to an e-mail address: its stream is named after its key. */
public sealed interface EmailEvent {

    /** There is only one first event, so only one account has the address. */
    @Published("account.EmailClaimed")
    record EmailClaimed(EmailKey key, AccountId accountId) implements EmailEvent {}
}
