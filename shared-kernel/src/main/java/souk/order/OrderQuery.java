package souk.order;

import org.jspecify.annotations.Nullable;

import souk.account.AccountId;
import souk.account.EmailKey;
import souk.cart.CartOwner;
import souk.seller.SellerId;

import java.time.Instant;

/** Everything that can be asked about orders. */
public sealed interface OrderQuery {

    /** Answered with an {@link OrderView}, where it is the buyer's; without one, whoever's. */
    record FindOrder(OrderId orderId, @Nullable CartOwner buyer) implements OrderQuery {}

    /** Answered with an {@link OrderView} that does not tell who the buyer is. */
    record TrackOrder(String trackingToken) implements OrderQuery {}

    /** Answered with an {@link OrderPage}. Whatever is null does not matter. */
    record ListOrders(Filter filter, Sort sort, int limit, @Nullable String after, boolean total)
            implements OrderQuery {

        /**
         * @param from the first moment
         * @param to the first moment that is too late
         */
        public record Filter(
                @Nullable CartOwner buyer,
                @Nullable OrderStatus status,
                @Nullable Instant from,
                @Nullable Instant to,
                @Nullable AccountId account,
                @Nullable SellerId seller,
                @Nullable EmailKey email,
                @Nullable OrderNumber number) {}

        public enum Sort {
            NEWEST_FIRST,
            OLDEST_FIRST
        }
    }

    /** Answered with a {@link SellerOrderView}. */
    record FindSellerOrder(OrderId orderId, SellerId seller) implements OrderQuery {}

    /** Answered with a {@link SellerOrderPage}, the latest first. */
    record ListSellerOrders(
            SellerId seller,
            @Nullable ConsignmentStatus status,
            int limit,
            @Nullable String after,
            boolean total)
            implements OrderQuery {}
}
