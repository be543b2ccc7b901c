package souk.audit;

import org.jspecify.annotations.Nullable;

import souk.audit.Access.Kind;

import java.time.Instant;

/**
 * Who has looked at what.
 *
 * @param actor the account, as what is in its role
 */
public record AccessView(
        AccessId id,
        Instant at,
        String actor,
        String role,
        Kind kind,
        String target,
        @Nullable String detail,
        boolean personal,
        @Nullable String reason) {}
