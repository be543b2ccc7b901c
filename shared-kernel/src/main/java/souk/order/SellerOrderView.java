package souk.order;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A consignment as its seller sees it, with where to send it, and nothing of other sellers. */
public record SellerOrderView(
        OrderId id,
        OrderNumber number,
        Instant placedAt,
        OrderView.Parcel consignment,
        String shippingMethod,
        @Nullable Address shippingAddress,
        @Nullable PhoneNumber phone,
        long version) {}
