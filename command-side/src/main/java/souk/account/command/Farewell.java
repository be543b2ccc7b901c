package souk.account.command;

import souk.account.AccountId;
import souk.account.Unfinished;

import java.util.List;

/** What a capability above accounts has to do when somebody is forgotten. */
public interface Farewell {

    /** In the unit of work of that decision: nothing new begins any more. */
    default void close(AccountId account) {}

    /** After all have closed: what takes knowing him, as the events say. */
    default List<Unfinished> unfinished(AccountId account) {
        return List.of();
    }

    /**
     * Afterwards, in no unit of work, and again if anything fails: clears up what is about him.
     *
     * @return whether there is more than could be done at once
     */
    default boolean forget(AccountId account) {
        return false;
    }
}
