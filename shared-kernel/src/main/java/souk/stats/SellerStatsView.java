package souk.stats;

import souk.kernel.Money;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

/** What a seller took over some days, in each currency. */
public record SellerStatsView(Days range, ZoneId timeZone, List<Figures> figures) {

    public SellerStatsView {
        figures = List.copyOf(figures);
    }

    /**
     * @param orders that were paid
     * @param average what was paid for one of them
     */
    public record Figures(
            Currency currency,
            long orders,
            long units,
            Money gross,
            Money refunds,
            Money revenue,
            Money average) {

        public static Figures of(long orders, long units, Turnover turnover) {
            return new Figures(
                    turnover.gross().currency(),
                    orders,
                    units,
                    turnover.gross(),
                    turnover.refunds(),
                    turnover.revenue(),
                    turnover.average(orders));
        }
    }
}
