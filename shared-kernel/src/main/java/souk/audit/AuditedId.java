package souk.audit;

import souk.kernel.Ids;

/** Names one of what auditors look at; its events are the stream of that name. */
public record AuditedId(Audited kind, String id) {

    public AuditedId {
        Ids.requireForm(kind.prefix(), id);
    }

    /** As looks at it are recorded. */
    public String path() {
        return kind.path() + "/" + id;
    }
}
