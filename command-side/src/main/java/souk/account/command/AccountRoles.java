package souk.account.command;

import souk.account.AccountId;
import souk.account.Role;

/** What decisions of other capabilities ask of accounts, or change about them. */
public interface AccountRoles {

    /** In the unit of work of the command that is being decided: both happen, or neither. */
    void grant(AccountId account, Role role);

    /** Refused of whoever is not known, or forgotten. */
    void mustBeThere(AccountId account);
}
