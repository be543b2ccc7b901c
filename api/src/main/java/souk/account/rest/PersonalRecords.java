package souk.account.rest;

import org.jspecify.annotations.Nullable;

import souk.account.AccountId;

/** What a capability keeps about people, as one member of the document they get on request. */
public interface PersonalRecords {

    /** Of a list, so many at most: who has more is told so by {@code complete}. */
    int MOST = 10_000;

    /** Such as {@code orders}. */
    String member();

    /** Null where there is nothing. */
    @Nullable Object about(AccountId account);
}
