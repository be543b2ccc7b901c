package souk.account;

import org.jspecify.annotations.Nullable;

import souk.account.SessionEvent.SessionEnded;

import java.time.Instant;

/**
 * When somebody has logged in, and for how long.
 *
 * @param lastUsedAt when its latest token was issued
 * @param expiresAt when that is worth nothing any more
 * @param endedAt where it was ended before
 */
public record SessionEntry(
        SessionId id,
        Instant openedAt,
        Instant lastUsedAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        SessionEnded.@Nullable Reason reason) {}
