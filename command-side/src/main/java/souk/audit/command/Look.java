package souk.audit.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

import souk.audit.AccessId;
import souk.audit.AuditCommand.RecordAccess;
import souk.audit.AuditEvent.Accessed;
import souk.kernel.Published;
import souk.platform.command.EventSourced;

/** One look at what is not everybody's: it has happened, and that is all. */
@EventSourced
@Published("audit.Look")
@Revision("1")
class Look {

    @AggregateIdentifier private AccessId accessId;

    /** Again, it changes nothing. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccessId decide(RecordAccess command) {
        if (accessId == null) {
            apply(new Accessed(command.accessId(), command.access()));
        }
        return command.accessId();
    }

    @EventSourcingHandler
    void evolve(Accessed event) {
        accessId = event.accessId();
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Look() {}
}
