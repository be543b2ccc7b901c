package souk.platform.store;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lifts one event from one revision to the next. Being a bean is enough: the chain is checked at
 * start.
 */
public abstract class RevisionUpcaster extends SingleEventUpcaster {

    private final String name;
    private final String from;
    private final String to;

    protected RevisionUpcaster(String name, String from, String to) {
        this.name = name;
        this.from = from;
        this.to = to;
    }

    /** What the stored fields become. May be changed in place. */
    protected abstract ObjectNode upcast(ObjectNode fields);

    /** The same, for what has to know of which event it is. */
    protected ObjectNode upcast(ObjectNode fields, IntermediateEventRepresentation event) {
        return upcast(fields);
    }

    String name() {
        return name;
    }

    String from() {
        return from;
    }

    String to() {
        return to;
    }

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().getName().equals(name) && event.getType().getRevision().equals(from);
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(
                new SimpleSerializedType(name, to),
                JsonNode.class,
                payload -> upcast((ObjectNode) payload, event));
    }
}
