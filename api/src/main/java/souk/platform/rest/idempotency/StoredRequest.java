package souk.platform.rest.idempotency;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** One row of the table of requests. */
record StoredRequest(
        byte[] fingerprint,
        byte[] seed,
        Instant createdAt,
        Instant expiresAt,
        byte @Nullable [] answer) {}
