package souk.account;

/** A session: whose it is, and whether its latest token can still be exchanged. */
public record SessionView(SessionId id, AccountId accountId, boolean open, long version) {}
