package souk.account.rest;

import org.jspecify.annotations.Nullable;

import souk.account.AccountId;

import java.util.function.Consumer;

/** What a capability keeps about people, as one member of the document they get on request. */
public interface PersonalRecords {

    /** Such as {@code orders}. */
    String member();

    /** As of the position at the earliest; null where there is nothing. */
    @Nullable Object about(AccountId account, long asOf);

    /** Tells the streams whose events are about him, one after the other. */
    default void streams(AccountId account, long asOf, Consumer<PersonalStream> to) {}
}
