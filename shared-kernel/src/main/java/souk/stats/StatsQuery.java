package souk.stats;

import org.jspecify.annotations.Nullable;

import souk.seller.SellerId;

/** Everything that can be asked about figures. */
public sealed interface StatsQuery {

    /**
     * Answered with a {@link ShopStatsView}.
     *
     * @param from 29 days before the last one, if null
     * @param to today, if null
     * @param top how many products and sellers, of each currency
     */
    record ShowShop(@Nullable DayMark from, @Nullable DayMark to, int top) implements StatsQuery {}

    /** Answered with a {@link SellerStatsView}. */
    record ShowSeller(SellerId seller, Span span) implements StatsQuery {}

    /** Answered with a {@link RevenueView}. */
    record ChartRevenue(SellerId seller, Span span) implements StatsQuery {}

    /** Answered with a {@link TopProductsView}; so many of each currency. */
    record RankProducts(SellerId seller, Span span, int limit) implements StatsQuery {}
}
