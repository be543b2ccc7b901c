package souk.order;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.catalog.ProductId;
import souk.kernel.Composite;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.payment.PaymentId;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;
import souk.seller.SellerId;

import java.time.Instant;
import java.util.List;

/**
 * An order as its buyer and admins see it. Whoever only has the tracking token does not see who the
 * buyer is.
 *
 * @param account absent for guests
 * @param payUntil absent as soon as it does not matter any more
 * @param trackingToken only for the buyer
 */
@Composite // how the payment stands is the payment's to say
public record OrderView(
        OrderId id,
        OrderNumber number,
        OrderStatus status,
        Instant placedAt,
        List<Line> lines,
        List<Parcel> consignments,
        Sums amounts,
        @Nullable Paid payment,
        List<Moment> timeline,
        List<Refund> refunds,
        String shippingMethod,
        @Nullable AccountId account,
        @Nullable EmailAddress email,
        @Nullable PhoneNumber phone,
        @Nullable Address shippingAddress,
        @Nullable Instant payUntil,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String trackingToken,
        long version) {

    /**
     * @param returned so many of them were taken back: they are not to be sent
     */
    public record Line(
            Sku sku,
            ProductId productId,
            String title,
            SellerId seller,
            int quantity,
            int returned,
            Money unitPrice,
            Money total,
            Money tax) {}

    public record Seller(SellerId id, String name) {}

    public record Tracking(@Nullable String carrier, @Nullable String trackingNumber) {}

    /** What one seller sends. */
    public record Parcel(
            ConsignmentId id,
            Seller seller,
            ConsignmentStatus status,
            List<Line> lines,
            Money subtotal,
            Money discount,
            Money shipping,
            Money tax,
            Money total,
            @Nullable Tracking tracking) {}

    public record Sums(
            Money subtotal,
            Money discount,
            Money shipping,
            Money tax,
            boolean taxIncluded,
            Money total,
            Money refunded) {}

    public record Paid(PaymentId id, PaymentStatus status) {}

    /** When the order, or money, got somewhere. */
    public record Moment(String status, Instant at) {}

    public record Refund(RefundId id, Money amount, RefundStatus status, String reason) {}

    public OrderView {
        lines = List.copyOf(lines);
        consignments = List.copyOf(consignments);
        timeline = List.copyOf(timeline);
        refunds = List.copyOf(refunds);
    }

    /** As whoever is not the buyer sees it. */
    public OrderView withoutToken() {
        return seen(account, email, phone, shippingAddress, refunds);
    }

    /** As whoever may know nothing but that it is on its way. */
    public OrderView withoutBuyer() {
        return seen(null, null, null, null, List.of());
    }

    private OrderView seen(
            @Nullable AccountId account,
            @Nullable EmailAddress email,
            @Nullable PhoneNumber phone,
            @Nullable Address shippingAddress,
            List<Refund> refunds) {
        return new OrderView(
                id,
                number,
                status,
                placedAt,
                lines,
                consignments,
                amounts,
                payment,
                timeline,
                refunds,
                shippingMethod,
                account,
                email,
                phone,
                shippingAddress,
                payUntil,
                null,
                version);
    }
}
