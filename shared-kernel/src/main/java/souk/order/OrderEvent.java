package souk.order;

import org.jspecify.annotations.Nullable;

import souk.account.EmailAddress;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.kernel.Credential;
import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Published;
import souk.payment.PaymentId;
import souk.payment.RefundId;

import java.time.Instant;
import java.util.List;

/** Everything that can happen to an order. */
public sealed interface OrderEvent {

    OrderId orderId();

    /**
     * Stock is reserved under the order's id, in the same unit of work; where it was not bought
     * from a cart, whoever sold it keeps the stock set aside.
     *
     * @param cartId null for what was sold otherwise
     * @param shippingAddress null until the buyer gives one
     */
    @Published("order.OrderPlaced")
    record OrderPlaced(
            OrderId orderId,
            OrderNumber number,
            @Nullable CartId cartId,
            CartOwner buyer,
            Personal<EmailAddress> email,
            @Nullable Personal<PhoneNumber> phone,
            @Nullable Personal<Address> shippingAddress,
            @Credential Personal<String> trackingToken,
            String shippingMethod,
            List<OrderLine> lines,
            List<Consignment> consignments,
            Amounts amounts,
            Instant payUntil)
            implements OrderEvent {
        public OrderPlaced {
            lines = List.copyOf(lines);
            consignments = List.copyOf(consignments);
        }

        /** The same, of somebody whom nobody knows any more. */
        public OrderPlaced withoutBuyer() {
            String subject = email.subject();
            return new OrderPlaced(
                    orderId,
                    number,
                    cartId,
                    buyer,
                    new Personal.Erased<>(subject),
                    phone == null ? null : new Personal.Erased<>(subject),
                    shippingAddress == null ? null : new Personal.Erased<>(subject),
                    new Personal.Erased<>(subject),
                    shippingMethod,
                    lines,
                    consignments,
                    amounts,
                    payUntil);
        }

        /** The same, to the address that was given since. */
        public OrderPlaced sentTo(AddressGiven given) {
            return new OrderPlaced(
                    orderId,
                    number,
                    cartId,
                    buyer,
                    email,
                    given.phone() == null ? phone : given.phone(),
                    given.shippingAddress(),
                    trackingToken,
                    shippingMethod,
                    lines,
                    consignments,
                    amounts,
                    payUntil);
        }
    }

    /**
     * Where it is to be sent, for the first time or instead of where it was to be sent before.
     *
     * @param phone null for that of before
     */
    @Published("order.AddressGiven")
    record AddressGiven(
            OrderId orderId,
            Personal<Address> shippingAddress,
            @Nullable Personal<PhoneNumber> phone)
            implements OrderEvent {}

    /** Whoever bought it is forgotten: who he is and where he lives can't be read any more. */
    @Published("order.BuyerErased")
    record BuyerErased(OrderId orderId) implements OrderEvent {}

    /**
     * The stock reserved for it has left the house, in the same unit of work; that of a lot
     * follows, since it is reserved for whoever sold it.
     */
    @Published("order.OrderPaid")
    record OrderPaid(OrderId orderId, PaymentId paymentId, String transaction, Money amount)
            implements OrderEvent {}

    /** Money came that is not what the order waits for: it goes back. */
    @Published("order.PaymentRefused")
    record PaymentRefused(
            OrderId orderId,
            PaymentId paymentId,
            String transaction,
            Money amount,
            RefundId refundId,
            Why why)
            implements OrderEvent {

        public enum Why {
            CANCELLED,
            ALREADY_PAID,
            WRONG_AMOUNT
        }
    }

    /** Stock is free again, in the same unit of work. */
    @Published("order.OrderCancelled")
    record OrderCancelled(OrderId orderId, Cause cause, @Nullable String reason)
            implements OrderEvent {

        public enum Cause {
            NOT_PAID_IN_TIME,
            BY_BUYER,
            BY_SHOP
        }
    }

    /** Again: it was sent otherwise than was said. */
    @Published("order.ConsignmentShipped")
    record ConsignmentShipped(
            OrderId orderId,
            ConsignmentId consignmentId,
            @Nullable String carrier,
            @Nullable String trackingNumber)
            implements OrderEvent {}

    /** All that is to be sent has been sent. */
    @Published("order.OrderShipped")
    record OrderShipped(OrderId orderId) implements OrderEvent {}

    @Published("order.ConsignmentDelivered")
    record ConsignmentDelivered(OrderId orderId, ConsignmentId consignmentId)
            implements OrderEvent {}

    /** All that was sent has arrived. */
    @Published("order.OrderDelivered")
    record OrderDelivered(OrderId orderId) implements OrderEvent {}

    /** What is to be restocked is in stock again, in the same unit of work. */
    @Published("order.RefundRequested")
    record RefundRequested(
            OrderId orderId,
            RefundId refundId,
            PaymentId paymentId,
            String transaction,
            Money amount,
            List<Returned> lines,
            String reason,
            boolean restocked)
            implements OrderEvent {
        public RefundRequested {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What was not sent is not to be sent any more, and no money goes back for it: it has gone back
     * already, or none is left. The pieces are in stock again, in the same unit of work.
     */
    @Published("order.PiecesTakenBack")
    record PiecesTakenBack(OrderId orderId, List<Returned> lines, String reason)
            implements OrderEvent {
        public PiecesTakenBack {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The money is back with the buyer.
     *
     * @param refunded of this order, by now
     * @param asOf the version of the payment that told so
     */
    @Published("order.OrderRefunded")
    record OrderRefunded(
            OrderId orderId,
            RefundId refundId,
            String transaction,
            Money amount,
            Money refunded,
            long asOf)
            implements OrderEvent {}

    /**
     * The provider has said no, even if he had said yes before: the money is still ours, and an
     * admin has to see to it.
     *
     * @param refunded of this order, by now
     * @param asOf the version of the payment that told so
     */
    @Published("order.RefundFailed")
    record RefundFailed(
            OrderId orderId, RefundId refundId, String reason, Money refunded, long asOf)
            implements OrderEvent {}
}
