package souk.account.command;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.AccountRejection.AccountInUse;
import souk.account.Unfinished;
import souk.kernel.Rejected;

import java.util.List;

/** All who have to do something when somebody is forgotten. */
@Component
class Farewells {

    private final ObjectProvider<Farewell> all;

    Farewells(ObjectProvider<Farewell> all) {
        this.all = all;
    }

    /** Refused while something is unfinished; what began before this was closed is seen here. */
    void take(AccountId account, boolean whatever) {
        all.forEach(each -> each.close(account));
        List<Unfinished> unfinished =
                whatever
                        ? List.of()
                        : all.stream().flatMap(each -> each.unfinished(account).stream()).toList();
        if (!unfinished.isEmpty()) {
            throw new Rejected(new AccountInUse(unfinished));
        }
    }

    /** Whether somebody has more to do. */
    boolean forget(AccountId account) {
        return all.stream().filter(each -> each.forget(account)).count() > 0;
    }
}
