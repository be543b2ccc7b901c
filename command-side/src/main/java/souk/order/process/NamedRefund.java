package souk.order.process;

import org.axonframework.eventhandling.EventMessage;

import souk.kernel.Ids;
import souk.kernel.Sha256;
import souk.payment.RefundId;

/** Names a refund that nobody here has asked for: told of it twice, we call it the same. */
final class NamedRefund {

    private NamedRefund() {}

    static RefundId after(EventMessage<?> told) {
        return new RefundId(
                Ids.of(
                        RefundId.PREFIX,
                        told.getTimestamp().toEpochMilli(),
                        Sha256.of(told.getIdentifier())));
    }
}
