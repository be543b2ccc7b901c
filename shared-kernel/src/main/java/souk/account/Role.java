package souk.account;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What an account may be. */
public enum Role {
    CUSTOMER,
    SELLER,
    ADMIN,
    AUDITOR,
    ANALYST;

    /** Always in the order above, so that the same roles are always written the same way. */
    public static Set<Role> inOrder(Collection<Role> roles) {
        return Collections.unmodifiableSet(new TreeSet<>(roles));
    }
}
