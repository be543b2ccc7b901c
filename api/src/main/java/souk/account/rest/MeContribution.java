package souk.account.rest;

import org.jspecify.annotations.Nullable;

import souk.account.AccountId;

/** What a capability above accounts tells people about themselves, as one member of {@code /me}. */
public interface MeContribution {

    /** Such as {@code seller}. */
    String member();

    @Nullable Object about(AccountId account);
}
