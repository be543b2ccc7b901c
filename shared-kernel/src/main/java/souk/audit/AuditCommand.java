package souk.audit;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything that the audit itself keeps. */
public sealed interface AuditCommand {

    /** Carried out before anything is shown; who looks, the metadata say. */
    record RecordAccess(@TargetAggregateIdentifier AccessId accessId, Access access)
            implements AuditCommand {}
}
