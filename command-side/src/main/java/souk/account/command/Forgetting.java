package souk.account.command;

import org.axonframework.commandhandling.CommandHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountCommand.ForgetPerson;
import souk.account.AccountId;
import souk.kernel.PersonalKeys;
import souk.platform.command.Apart;
import souk.platform.command.Errands;

/** Throws away the keys of people, and then what others keep about them. */
@Component
class Forgetting {

    private final PersonalKeys keys;
    private final Farewells others;
    private final ObjectProvider<Errands> errands;

    Forgetting(PersonalKeys keys, Farewells others, ObjectProvider<Errands> errands) {
        this.keys = keys;
        this.others = others;
        this.errands = errands;
    }

    /** What fails is tried again from the beginning; what is too much for once is gone on with. */
    @CommandHandler
    void decide(ForgetPerson command) {
        AccountId account = command.accountId();
        boolean more =
                Apart.from(
                        () -> {
                            keys.erase(account.value());
                            return others.forget(account);
                        });
        if (more) {
            errands.getObject().later(command);
        }
    }
}
