package souk.payment.rest;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A notice as admins see it: without what it says. */
record StoredNotice(
        String id,
        String object,
        String type,
        boolean livemode,
        NoticeStatus status,
        int attempts,
        Instant createdAt,
        Instant receivedAt,
        @Nullable Instant nextAt,
        @Nullable String reason) {}
