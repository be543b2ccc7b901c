package souk.platform.query;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/** Events of one aggregate are handled in their order, and so are all that have none. */
final class SequencePerAggregate implements SequencingPolicy<EventMessage<?>> {

    // the hash of a constant is the same in every process, that of Axon's own is not
    private static final String NO_AGGREGATE = "none";

    @Override
    public Object getSequenceIdentifierFor(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> domainEvent
                ? domainEvent.getAggregateIdentifier()
                : NO_AGGREGATE;
    }
}
