package souk.account.rest;

import souk.account.AccountId;
import souk.account.Unfinished;

import java.util.List;

/** What a capability above accounts knows of that takes knowing whoever wants to be forgotten. */
public interface OpenMatters {

    /** As of the position at the earliest. */
    List<Unfinished> of(AccountId account, long asOf);
}
