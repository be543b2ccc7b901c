package souk.audit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An event about a person, as that person may read it.
 *
 * @param by himself; of others, only as what they acted
 * @param payload as a tree of maps, lists and values, without what is a secret or about others
 */
public record PersonEvent(
        String stream,
        long sequence,
        String type,
        Instant time,
        String by,
        @Nullable String command,
        Object payload) {}
