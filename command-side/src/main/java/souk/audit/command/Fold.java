package souk.audit.command;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.modelling.command.inspection.AggregateModel;

import java.util.function.Function;

/** How one kind of aggregate comes to be what it is: by its own handlers, as when it decides. */
record Fold<T>(AggregateModel<T> model, AggregateFactory<T> factory, EventBus bus) {

    /** One that is being folded, used by one thread at a time. */
    final class Unfolding {

        private final EventSourcedAggregate<T> aggregate;

        private Unfolding(EventSourcedAggregate<T> aggregate) {
            this.aggregate = aggregate;
        }

        void evolve(DomainEventMessage<?> event) {
            aggregate.initializeState(DomainEventStream.of(event));
        }

        Object state() {
            return aggregate.invoke(Function.<Object>identity()::apply);
        }
    }

    /** Before this event, which is the first. */
    Unfolding begin(DomainEventMessage<?> first) {
        T empty = factory.createAggregateRoot(first.getAggregateIdentifier(), first);
        return new Unfolding(
                EventSourcedAggregate.initialize(
                        empty, model, bus, NoSnapshotTriggerDefinition.TRIGGER));
    }

    /** What it was after the event of that number. */
    Unfolding goOn(Object state, long sequence) {
        T root = factory.getAggregateType().cast(state);
        return new Unfolding(
                EventSourcedAggregate.reconstruct(
                        root, model, sequence, false, bus, NoSnapshotTriggerDefinition.TRIGGER));
    }
}
