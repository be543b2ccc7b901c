package souk.order;

import org.jspecify.annotations.Nullable;

import souk.seller.SellerId;

import java.time.Instant;
import java.util.Optional;

/** A consignment as its seller sees it, with where to send it, and nothing of other sellers. */
public record SellerOrderView(
        OrderId id,
        OrderNumber number,
        Instant placedAt,
        OrderView.Parcel consignment,
        String shippingMethod,
        @Nullable Address shippingAddress,
        @Nullable PhoneNumber phone,
        long version) {

    /** None where the seller has nothing to send for this order. */
    public static Optional<SellerOrderView> of(OrderView order, SellerId seller) {
        return order.consignments().stream()
                .filter(parcel -> parcel.seller().id().equals(seller))
                .findFirst()
                .map(parcel -> of(order, parcel));
    }

    // where people live is nobody's business as long as there is nothing to send
    private static SellerOrderView of(OrderView order, OrderView.Parcel parcel) {
        boolean sent =
                parcel.status() != ConsignmentStatus.WAITING
                        && parcel.status() != ConsignmentStatus.CANCELLED;
        return new SellerOrderView(
                order.id(),
                order.number(),
                order.placedAt(),
                parcel,
                order.shippingMethod(),
                sent ? order.shippingAddress() : null,
                sent ? order.phone() : null,
                order.version());
    }
}
