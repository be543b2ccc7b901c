package souk.order.command;

import souk.kernel.Ids;
import souk.kernel.Sha256;
import souk.order.ConsignmentId;
import souk.order.OrderId;
import souk.payment.RefundId;
import souk.seller.SellerId;

import java.nio.ByteBuffer;

/** Ids that follow from others: whoever decides again, or elsewhere, comes to the same. */
class DerivedIds {

    private static final int RANDOM = 10; // bytes

    private DerivedIds() {}

    static ConsignmentId consignment(OrderId order, SellerId seller) {
        return new ConsignmentId(
                of(ConsignmentId.PREFIX, "consignment", order.value(), seller.value()));
    }

    /** Of money that an order can't take. */
    static RefundId refundOf(OrderId order, String transaction) {
        return new RefundId(of(RefundId.PREFIX, "transaction", order.value(), transaction));
    }

    /** Of what was paid for an order that is cancelled. */
    static RefundId refundOf(OrderId order) {
        return new RefundId(of(RefundId.PREFIX, "cancellation", order.value()));
    }

    /** Of what was paid for consignments that are not sent, where others are. */
    static RefundId unsentRefundOf(OrderId order) {
        return new RefundId(of(RefundId.PREFIX, "unsent", order.value()));
    }

    /** Nobody can tell the number of one order from that of another. */
    static long numberOf(OrderId order, int attempt) {
        return ByteBuffer.wrap(hash("number", order.value(), Integer.toString(attempt))).getLong();
    }

    private static String of(String prefix, String... parts) {
        ByteBuffer hash = ByteBuffer.wrap(hash(parts));
        byte[] random = new byte[RANDOM];
        long time = hash.getLong() >>> 16;
        hash.get(random);
        return Ids.of(prefix, time, random);
    }

    private static byte[] hash(String... parts) {
        return Sha256.of(String.join("\n", parts));
    }
}
