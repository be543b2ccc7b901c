package souk.account;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked of a session. Refresh tokens come as hashes. Each is answered with
 * the {@link SessionView} that it leads to.
 */
public sealed interface SessionCommand {

    @TargetAggregateIdentifier
    SessionId sessionId();

    record OpenSession(SessionId sessionId, AccountId accountId, String tokenHash)
            implements SessionCommand {}

    /** One token for another. A token that was used before ends the session. */
    record RefreshSession(SessionId sessionId, String tokenHash, String nextTokenHash)
            implements SessionCommand {}

    /** By whoever has, or had, a refresh token of it; null where an access token has shown that. */
    record EndSession(SessionId sessionId, @Nullable String tokenHash) implements SessionCommand {}
}
