package souk.seller;

import org.jspecify.annotations.Nullable;

/** Everything that can be asked about sellers. */
public sealed interface SellerQuery {

    /** Answered with a {@link SellerView}. */
    record FindSeller(SellerId sellerId) implements SellerQuery {}

    /** Answered with a {@link SellerPage}, the latest accounts first. */
    record ListSellers(
            @Nullable SellerStatus status,
            @Nullable Tier tier,
            int limit,
            @Nullable String after,
            boolean total)
            implements SellerQuery {}
}
