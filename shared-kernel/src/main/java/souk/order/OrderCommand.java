package souk.order;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

import souk.account.EmailAddress;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.kernel.CallsOutside;
import souk.kernel.InvalidValue;
import souk.kernel.Money;
import souk.kernel.Text;
import souk.payment.PaymentId;
import souk.payment.RefundId;
import souk.seller.SellerId;

import java.util.List;

/**
 * Everything that can be asked of orders. Where it does not say otherwise, each is answered with
 * the {@link OrderView}.
 */
public sealed interface OrderCommand {

    int LONGEST_REASON = 500;

    /**
     * Buys what is in the cart. A cart that was bought before, and not touched since, is answered
     * with the order of then: {@link Placement}.
     *
     * @param expectedTotal what the buyer was told; null where he takes it as it comes
     */
    record PlaceOrder(
            @RoutingKey CartId cartId,
            CartOwner buyer,
            OrderId orderId,
            EmailAddress email,
            @Nullable PhoneNumber phone,
            Address shippingAddress,
            String shippingMethod,
            @Nullable Money expectedTotal,
            String trackingToken)
            implements OrderCommand {}

    /**
     * Where it is to be sent, until some of it is: by the buyer, or by the shop (no buyer). What
     * was bought from a cart stays in its country, since shipping and tax were reckoned for that.
     *
     * @param phone null for that of before
     */
    record GiveAddress(
            @RoutingKey OrderId orderId,
            @Nullable CartOwner buyer,
            Address shippingAddress,
            @Nullable PhoneNumber phone)
            implements OrderCommand {}

    /**
     * Whoever bought it is to be forgotten: a guest once it is finished. Again, it changes nothing.
     *
     * @param left he has left the shop, which says so of all his orders; false for a guest
     */
    record EraseBuyer(@RoutingKey OrderId orderId, boolean left) implements OrderCommand {}

    /** What follows from it for a guest. Twice is once. */
    record ForgetGuest(@RoutingKey OrderId orderId) implements OrderCommand {}

    /** The buyer wants to pay. Answered with the payment: {@code PaymentView}. */
    record RequestPayment(@RoutingKey OrderId orderId, CartOwner buyer) implements OrderCommand {}

    /**
     * By the buyer while nothing is paid; by the shop (no buyer) until all of it is sent: what is
     * on its way by then arrives, and the rest is paid back.
     */
    record CancelOrder(
            @RoutingKey OrderId orderId, @Nullable CartOwner buyer, @Nullable String reason)
            implements OrderCommand {
        public CancelOrder {
            reason = reason == null ? null : Text.line("reason", reason, LONGEST_REASON);
        }
    }

    /**
     * By a seller his own, again to correct what is on its way; by the shop (no seller) all that is
     * still to be sent.
     */
    record ShipOrder(
            @RoutingKey OrderId orderId,
            @Nullable SellerId seller,
            @Nullable String carrier,
            @Nullable String trackingNumber)
            implements OrderCommand {
        public ShipOrder {
            carrier = carrier == null ? null : Text.line("carrier", carrier, 100);
            trackingNumber =
                    trackingNumber == null
                            ? null
                            : Text.line("trackingNumber", trackingNumber, 100);
        }
    }

    /** By a seller his own; by the shop (no seller) all that was sent. */
    record DeliverOrder(@RoutingKey OrderId orderId, @Nullable SellerId seller)
            implements OrderCommand {}

    /**
     * Gives money back: an amount, or what lines cost, or (neither) all that is left.
     *
     * @param restock whether the lines can be sold again
     */
    record RefundOrder(
            @RoutingKey OrderId orderId,
            RefundId refundId,
            @Nullable Money amount,
            List<Returned> lines,
            String reason,
            boolean restock)
            implements OrderCommand {
        public RefundOrder {
            lines = List.copyOf(lines);
            if (amount != null && amount.amount() < 1) {
                throw new InvalidValue("invalid_amount", "must be something");
            }
            reason = Text.line("reason", reason, LONGEST_REASON);
            if (amount != null && !lines.isEmpty()) {
                throw new InvalidValue("invalid_amount", "must be absent where lines are named");
            }
            if (lines.stream().map(Returned::sku).distinct().count() < lines.size()) {
                throw new InvalidValue("invalid_lines", "must name each SKU once");
            }
        }
    }

    /** Money has come in. Twice is once. */
    record ConfirmPayment(
            @RoutingKey OrderId orderId, PaymentId paymentId, String transaction, Money amount)
            implements OrderCommand {}

    /**
     * The time to pay is over. Nothing happens where it was paid; where it may have been, the
     * provider is asked, and it is refused for now.
     */
    @CallsOutside
    record ExpireOrder(@RoutingKey OrderId orderId) implements OrderCommand {}

    /**
     * The provider has given back. Also what nobody here had asked him to.
     *
     * @param asOf the version of the payment that tells so: what is known from a later one stands
     */
    record ConfirmRefund(
            @RoutingKey OrderId orderId,
            RefundId refundId,
            String transaction,
            Money amount,
            long asOf)
            implements OrderCommand {}

    /**
     * The provider has refused to give back, or what he gave back has come back to him.
     *
     * @param asOf the version of the payment that tells so: what is known from a later one stands
     */
    record RejectRefund(@RoutingKey OrderId orderId, RefundId refundId, String reason, long asOf)
            implements OrderCommand {}
}
