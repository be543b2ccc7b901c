package souk.account.command;

import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountCommand.GrantRole;
import souk.account.AccountId;
import souk.account.AccountRejection.AccountNotFound;
import souk.account.Role;
import souk.kernel.Rejected;

/** Lets the account itself decide. */
@Component
class StoredAccountRoles implements AccountRoles {

    private final ObjectProvider<Repository<Account>> accounts;

    StoredAccountRoles(ObjectProvider<Repository<Account>> accounts) {
        this.accounts = accounts;
    }

    @Override
    public void grant(AccountId account, Role role) {
        load(account).execute(found -> found.decide(new GrantRole(account, role)));
    }

    @Override
    public void mustBeThere(AccountId account) {
        load(account).execute(Account::mustBeThere);
    }

    private Aggregate<Account> load(AccountId account) {
        try {
            return accounts.getObject().load(account.value());
        } catch (AggregateNotFoundException nobody) {
            throw new Rejected(new AccountNotFound());
        }
    }
}
