package souk.stats;

import souk.kernel.Money;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

/** What a seller took, day by day: a point for each day and currency, whatever happened. */
public record RevenueView(Days range, ZoneId timeZone, List<Point> points) {

    public RevenueView {
        points = List.copyOf(points);
    }

    /**
     * @param orders that were paid that day
     * @param gross what was paid that day
     * @param refunds what went back that day, of whatever was paid before
     * @param revenue what was paid less what went back
     */
    public record Point(
            LocalDate day,
            Currency currency,
            long orders,
            long units,
            Money gross,
            Money refunds,
            Money revenue) {

        public static Point of(LocalDate day, long orders, long units, Turnover turnover) {
            return new Point(
                    day,
                    turnover.gross().currency(),
                    orders,
                    units,
                    turnover.gross(),
                    turnover.refunds(),
                    turnover.revenue());
        }
    }
}
