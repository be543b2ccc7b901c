package souk.audit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A key that signs checkpoints.
 *
 * @param key the public one, as X.509 writes it
 * @param previousKeyId who vouches for it; null for the first
 */
public record LogKey(
        String keyId,
        byte[] key,
        Instant time,
        @Nullable String previousKeyId,
        byte @Nullable [] signature) {}
