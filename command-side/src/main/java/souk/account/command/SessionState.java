package souk.account.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;

import org.jspecify.annotations.Nullable;

import souk.account.AccountId;
import souk.account.SessionEvent;
import souk.account.SessionEvent.SessionEnded;
import souk.account.SessionEvent.SessionOpened;
import souk.account.SessionEvent.SessionRefreshed;
import souk.account.SessionId;
import souk.account.SessionView;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What has become of a session by its events. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class SessionState {

    static final Duration TOKENS_LAST = Duration.ofDays(30);

    /**
     * Ten days of one every quarter of an hour. Whoever refreshes all the time must not fill us.
     */
    private static final int MOST_TOKENS = 1_000;

    private @Nullable SessionId sessionId;
    private @Nullable AccountId accountId;
    private @Nullable String current;

    /** Hashes of the last tokens that would not have expired by now, and when they do. */
    private Map<String, Instant> tokens = new LinkedHashMap<>();

    private boolean ended;
    private long version = -1;

    void evolve(SessionEvent event, long sequence) {
        version = sequence;
        switch (event) {
            case SessionOpened opened -> {
                sessionId = opened.sessionId();
                accountId = opened.accountId();
                issue(opened.tokenHash(), opened.expiresAt());
            }
            case SessionRefreshed refreshed -> issue(refreshed.tokenHash(), refreshed.expiresAt());
            case SessionEnded _ -> {
                ended = true;
                tokens.clear();
            }
        }
    }

    private void issue(String tokenHash, Instant expiresAt) {
        current = tokenHash;
        Instant now = expiresAt.minus(TOKENS_LAST);
        tokens.values().removeIf(end -> !end.isAfter(now));
        tokens.put(tokenHash, expiresAt);
        if (tokens.size() > MOST_TOKENS) {
            tokens.remove(tokens.keySet().iterator().next());
        }
    }

    boolean isOver(Instant now) {
        return ended || !tokens.getOrDefault(current, Instant.MIN).isAfter(now);
    }

    boolean isCurrent(String tokenHash) {
        return tokenHash.equals(current);
    }

    boolean hasIssued(String tokenHash) {
        return tokens.containsKey(tokenHash);
    }

    Optional<SessionView> view() {
        return sessionId == null || accountId == null
                ? Optional.empty()
                : Optional.of(new SessionView(sessionId, accountId, !ended, version));
    }
}
