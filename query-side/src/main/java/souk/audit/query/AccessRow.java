package souk.audit.query;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.audit.Access;
import souk.audit.AccessId;
import souk.audit.AccessView;

import java.time.Instant;

/** One look. */
@Entity
@Table(schema = "audit_accesses", name = "access")
class AccessRow {

    @Id String accessId;
    Instant seenAt;
    String actor;
    String role;

    @Enumerated(EnumType.STRING)
    Access.Kind kind;

    String target;
    @Nullable String detail;
    boolean personal;
    @Nullable String reason;

    AccessRow(AccessId id, Access access, Instant seenAt, String actor, String role) {
        this.accessId = id.value();
        this.seenAt = seenAt;
        this.actor = actor;
        this.role = role;
        this.kind = access.kind();
        this.target = access.target();
        this.detail = access.detail();
        this.personal = access.personal();
        this.reason = access.reason();
    }

    AccessView view() {
        return new AccessView(
                new AccessId(accessId),
                seenAt,
                actor,
                role,
                kind,
                target,
                detail,
                personal,
                reason);
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected AccessRow() {}
}
