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
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** One look. */
@Entity
@Table(schema = "audit_accesses", name = "access")
class AccessRow {

    // pages did not always tell all that they showed
    private static final Pattern ID = Pattern.compile("[a-z]+_[0-9a-z]{26}");

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

    /** Each single one of what was seen, as it is the target of looks at itself. */
    List<String> shown;

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
        this.shown = shown(access);
    }

    private static List<String> shown(Access access) {
        if (access.target().contains("/")) {
            return List.of(access.target());
        }
        String detail = access.detail();
        return access.kind() != Access.Kind.SHOWN || detail == null
                ? List.of()
                : Arrays.stream(detail.split(" ", -1))
                        .filter(it -> ID.matcher(it).matches())
                        .map(it -> access.target() + "/" + it)
                        .toList();
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
