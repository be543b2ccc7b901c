package souk.account;

import java.util.Set;

/**
 * What an account may do.
 *
 * @param version of the account that this is about
 * @param validFrom tokens that were made for an older version are not valid any more
 */
public record Access(AccountId accountId, Set<Role> roles, long version, long validFrom) {

    public Access {
        roles = Role.inOrder(roles);
    }
}
