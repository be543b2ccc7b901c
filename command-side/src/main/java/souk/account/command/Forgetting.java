package souk.account.command;

import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

import souk.account.AccountCommand.ForgetPerson;
import souk.account.AccountId;
import souk.kernel.PersonalKeys;
import souk.platform.command.Apart;

/** Throws away the keys of people, and then what others keep about them. */
@Component
class Forgetting {

    private final PersonalKeys keys;
    private final Farewells others;

    Forgetting(PersonalKeys keys, Farewells others) {
        this.keys = keys;
        this.others = others;
    }

    /** What fails is tried again from the beginning. */
    @CommandHandler
    void decide(ForgetPerson command) {
        AccountId account = command.accountId();
        Apart.from(
                () -> {
                    keys.erase(account.value());
                    others.forget(account);
                    return account;
                });
    }
}
