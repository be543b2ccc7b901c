package souk.account.query;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.account.SessionEntry;
import souk.account.SessionEvent.SessionEnded;
import souk.account.SessionEvent.SessionOpened;
import souk.account.SessionId;

import java.time.Instant;

/** One log-in, and what followed from it. */
@Entity
@Table(schema = "account_sessions", name = "session")
class SessionRow {

    @Id String sessionId;
    String accountId;
    Instant openedAt;
    Instant lastUsedAt;
    Instant expiresAt;
    @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    SessionEnded.@Nullable Reason reason;

    SessionRow(SessionOpened opened, Instant at) {
        this.sessionId = opened.sessionId().value();
        this.accountId = opened.accountId().value();
        this.openedAt = at;
        this.lastUsedAt = at;
        this.expiresAt = opened.expiresAt();
    }

    void refresh(Instant at, Instant until) {
        lastUsedAt = at;
        expiresAt = until;
    }

    void end(Instant at, SessionEnded.Reason why) {
        endedAt = at;
        reason = why;
    }

    SessionEntry entry() {
        return new SessionEntry(
                new SessionId(sessionId), openedAt, lastUsedAt, expiresAt, endedAt, reason);
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected SessionRow() {}
}
