package souk.account.command;

import souk.account.AccountId;
import souk.account.Role;

/** What decisions of other capabilities change about accounts. */
public interface AccountRoles {

    /** In the unit of work of the command that is being decided: both happen, or neither. */
    void grant(AccountId account, Role role);
}
