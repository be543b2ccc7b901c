package souk.account.rest;

import souk.account.AccountId;
import souk.platform.rest.call.Actor;

import java.util.Optional;

/** What {@link Caller} tells controllers, for those who are none. */
public interface CallingAccount {

    static Optional<AccountId> current() {
        String name = Actor.current().name();
        return name.startsWith(AccountId.PREFIX)
                ? Optional.of(new AccountId(name))
                : Optional.empty();
    }
}
