package souk.account;

import org.jspecify.annotations.Nullable;

/** Everything that can be asked about accounts. */
public sealed interface AccountQuery {

    /** Answered with {@link Credentials}, at once right after a registration. */
    record FindCredentials(EmailKey email) implements AccountQuery {}

    /** Answered with {@link Access} as it is now. */
    record FindAccess(AccountId accountId) implements AccountQuery {}

    /** Answered with an {@link AccountView} as it is now. */
    record FindAccount(AccountId accountId) implements AccountQuery {}

    /** Answered with a {@link SessionView} as it is now. */
    record FindSession(SessionId sessionId) implements AccountQuery {}

    /**
     * Answered with a {@link SessionPage}, the first one first.
     *
     * @param after where the page before ended
     */
    record ListSessions(AccountId accountId, int limit, @Nullable String after)
            implements AccountQuery {}

    /**
     * Answered with an {@link AccountPage}.
     *
     * @param email how the address starts, in any case
     * @param after where the page before ended
     */
    record ListAccounts(
            @Nullable String email,
            @Nullable Role role,
            AccountOrder order,
            int limit,
            @Nullable String after,
            boolean total)
            implements AccountQuery {}
}
