package souk.order.process;

import org.axonframework.eventhandling.EventMessage;

import souk.kernel.Ids;
import souk.payment.RefundId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names a refund that nobody here has asked for: told of it twice, we call it the same. */
final class NamedRefund {

    private NamedRefund() {}

    static RefundId after(EventMessage<?> told) {
        return new RefundId(
                Ids.of(
                        RefundId.PREFIX,
                        told.getTimestamp().toEpochMilli(),
                        digest(told.getIdentifier())));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
