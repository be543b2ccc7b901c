package souk.stats;

import souk.kernel.Money;
import souk.order.OrderStatus;
import souk.seller.SellerId;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

/** What the whole shop took over some days. */
public record ShopStatsView(
        Days range,
        ZoneId timeZone,
        List<Figures> totals,
        List<Day> days,
        Customers customers,
        List<TopProductsView.Product> topProducts,
        List<Seller> topSellers) {

    public ShopStatsView {
        totals = List.copyOf(totals);
        days = List.copyOf(days);
        topProducts = List.copyOf(topProducts);
        topSellers = List.copyOf(topSellers);
    }

    /**
     * @param orders that were placed
     * @param paid how many were paid
     * @param average what was paid for one of those
     * @param statuses the same, by what has become of the orders by now; without those of none
     */
    public record Figures(
            Currency currency,
            long orders,
            long paid,
            Money gross,
            Money refunds,
            Money revenue,
            Money average,
            List<ByStatus> statuses) {

        public Figures {
            statuses = List.copyOf(statuses);
        }

        public static Figures of(Currency currency, List<ByStatus> statuses) {
            long paid = statuses.stream().mapToLong(ByStatus::paid).sum();
            Turnover all =
                    statuses.stream()
                            .map(it -> Turnover.of(it.gross(), it.refunds()))
                            .reduce(Turnover.none(currency), Turnover::plus);
            return new Figures(
                    currency,
                    statuses.stream().mapToLong(ByStatus::orders).sum(),
                    paid,
                    all.gross(),
                    all.refunds(),
                    all.revenue(),
                    all.average(paid),
                    statuses);
        }
    }

    /** The same for one day: orders that were placed, were paid, and what went back on it. */
    public record Day(
            LocalDate day,
            Currency currency,
            long orders,
            long paid,
            Money gross,
            Money refunds,
            Money revenue,
            Money average,
            List<ByStatus> statuses) {

        public Day {
            statuses = List.copyOf(statuses);
        }

        public static Day of(LocalDate day, Figures figures) {
            return new Day(
                    day,
                    figures.currency(),
                    figures.orders(),
                    figures.paid(),
                    figures.gross(),
                    figures.refunds(),
                    figures.revenue(),
                    figures.average(),
                    figures.statuses());
        }
    }

    public record ByStatus(
            OrderStatus status,
            long orders,
            long paid,
            Money gross,
            Money refunds,
            Money revenue,
            Money average) {

        public static ByStatus of(OrderStatus status, long orders, long paid, Turnover turnover) {
            return new ByStatus(
                    status,
                    orders,
                    paid,
                    turnover.gross(),
                    turnover.refunds(),
                    turnover.revenue(),
                    turnover.average(paid));
        }

        public ByStatus plus(ByStatus other) {
            return of(
                    status,
                    orders + other.orders,
                    paid + other.paid,
                    Turnover.of(gross, refunds).plus(Turnover.of(other.gross, other.refunds)));
        }
    }

    /**
     * @param registered accounts that were opened
     * @param buying accounts and guests who paid for something
     * @param firstTime those of them who had not before
     */
    public record Customers(long registered, long buying, long firstTime) {}

    public record Seller(
            SellerId id,
            String name,
            long orders,
            long units,
            Money gross,
            Money refunds,
            Money revenue) {

        public static Seller of(
                SellerId id, String name, long orders, long units, Turnover turnover) {
            return new Seller(
                    id,
                    name,
                    orders,
                    units,
                    turnover.gross(),
                    turnover.refunds(),
                    turnover.revenue());
        }
    }
}
