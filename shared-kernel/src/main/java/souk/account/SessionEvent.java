package souk.account;

import souk.kernel.Published;

import java.time.Instant;

/** Everything that can happen to a session. */
public sealed interface SessionEvent {

    SessionId sessionId();

    @Published("account.SessionOpened")
    record SessionOpened(
            SessionId sessionId, AccountId accountId, String tokenHash, Instant expiresAt)
            implements SessionEvent {}

    @Published("account.SessionRefreshed")
    record SessionRefreshed(SessionId sessionId, String tokenHash, Instant expiresAt)
            implements SessionEvent {}

    @Published("account.SessionEnded")
    record SessionEnded(SessionId sessionId, Reason reason) implements SessionEvent {

        public enum Reason {
            LOGGED_OUT,
            /** Two have had the same token: one of them has stolen it. */
            TOKEN_REUSED
        }
    }
}
