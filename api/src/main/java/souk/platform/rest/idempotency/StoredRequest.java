package souk.platform.rest.idempotency;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of the table of requests. */
record StoredRequest(
        byte[] fingerprint,
        byte[] seed,
        Instant createdAt,
        Instant expiresAt,
        byte @Nullable [] answer) {}
