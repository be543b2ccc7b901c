package souk.platform.store;

import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.springframework.stereotype.Component;

import souk.kernel.Ids;
import souk.kernel.Sha256;
import souk.payment.RefundId;

import tools.jackson.databind.node.ObjectNode;

/** What others gave back was once told as a sum, which orders knew by the event that told it. */
@Component
class UnnamedRefunds extends RevisionUpcaster {

    UnnamedRefunds() {
        super("payment.RefundedElsewhere", "1", "2");
    }

    @Override
    protected ObjectNode upcast(ObjectNode fields) {
        return fields.putNull("providerRefund");
    }

    @Override
    protected ObjectNode upcast(ObjectNode fields, IntermediateEventRepresentation event) {
        return upcast(fields)
                .put(
                        "refundId",
                        Ids.of(
                                RefundId.PREFIX,
                                event.getTimestamp().toEpochMilli(),
                                Sha256.of(event.getMessageIdentifier())));
    }
}
