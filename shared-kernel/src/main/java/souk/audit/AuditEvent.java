package souk.audit;

import souk.kernel.Published;

/** What the audit itself has to tell. */
public sealed interface AuditEvent {

    /** Somebody was shown this. */
    @Published("audit.Accessed")
    record Accessed(AccessId accessId, Access access) implements AuditEvent {}
}
