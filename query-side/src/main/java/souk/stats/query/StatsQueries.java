package souk.stats.query;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import souk.kernel.Rejected;
import souk.order.OrderStatus;
import souk.platform.query.ReadsFrom;
import souk.seller.SellerId;
import souk.stats.Days;
import souk.stats.RevenueView;
import souk.stats.RevenueView.Point;
import souk.stats.SellerStatsView;
import souk.stats.ShopStatsView;
import souk.stats.ShopStatsView.ByStatus;
import souk.stats.ShopStatsView.Day;
import souk.stats.ShopStatsView.Figures;
import souk.stats.StatsQuery.ChartRevenue;
import souk.stats.StatsQuery.RankProducts;
import souk.stats.StatsQuery.ShowSeller;
import souk.stats.StatsQuery.ShowShop;
import souk.stats.StatsRejection.RangeBackwards;
import souk.stats.StatsRejection.RangeTooLong;
import souk.stats.TopProductsView;
import souk.stats.Turnover;
import souk.stats.query.StatsReader.ShopSum;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers what is asked about figures: days on which nothing happened are days, too. */
@Component
@ReadsFrom("stats.sales")
class StatsQueries {

    private static final int A_MONTH = 30;

    /** Ten years: more would be more than a page can show, and an answer without end. */
    private static final int LONGEST = 3_660;

    private record Where(LocalDate day, Currency currency) {}

    private final StatsReader reader;
    private final ShopSettings shop;
    private final Clock clock;

    StatsQueries(StatsReader reader, ShopSettings shop, Clock clock) {
        this.reader = reader;
        this.shop = shop;
        this.clock = clock;
    }

    @QueryHandler
    ShopStatsView handle(ShowShop query) {
        Days range = rangeOf(query);
        List<ShopSum> sums = reader.shop(range);
        List<Currency> currencies = orOurs(reader.currencies());
        return new ShopStatsView(
                range,
                shop.timeZone(),
                currencies.stream().map(it -> total(it, sums)).toList(),
                days(range, currencies, sums),
                reader.customers(range),
                reader.topProducts(null, range, query.top()),
                reader.topSellers(range, query.top()));
    }

    private Days rangeOf(ShowShop query) {
        LocalDate to = query.to() == null ? today() : query.to().in(shop.timeZone());
        LocalDate from =
                query.from() == null ? to.minusDays(A_MONTH - 1) : query.from().in(shop.timeZone());
        var range = new Days(from, to);
        if (range.count() < 1) {
            throw new Rejected(new RangeBackwards(range));
        }
        if (range.count() > LONGEST) {
            throw new Rejected(new RangeTooLong(LONGEST));
        }
        return range;
    }

    private static Figures total(Currency currency, List<ShopSum> sums) {
        Map<OrderStatus, ByStatus> byStatus = new EnumMap<>(OrderStatus.class);
        sums.stream()
                .filter(sum -> sum.currency().equals(currency))
                .map(ShopSum::figures)
                .forEach(it -> byStatus.merge(it.status(), it, ByStatus::plus));
        return Figures.of(currency, List.copyOf(byStatus.values()));
    }

    private static List<Day> days(Days range, List<Currency> currencies, List<ShopSum> sums) {
        Map<Where, List<ShopSum>> byDay =
                sums.stream().collect(groupingBy(it -> new Where(it.day(), it.currency())));
        List<Day> days = new ArrayList<>();
        range.each()
                .forEach(
                        day ->
                                currencies.forEach(
                                        currency -> {
                                            var there = new Where(day, currency);
                                            days.add(
                                                    day(
                                                            there,
                                                            byDay.getOrDefault(there, List.of())));
                                        }));
        return days;
    }

    private static Day day(Where there, List<ShopSum> sums) {
        List<ByStatus> statuses =
                sums.stream().map(ShopSum::figures).sorted(comparing(ByStatus::status)).toList();
        return Day.of(there.day(), Figures.of(there.currency(), statuses));
    }

    @QueryHandler
    SellerStatsView handle(ShowSeller query) {
        Days range = query.span().until(today());
        List<Point> points = reader.seller(query.seller(), range);
        return new SellerStatsView(
                range,
                shop.timeZone(),
                currenciesOf(query.seller()).stream().map(it -> figures(it, points)).toList());
    }

    private static SellerStatsView.Figures figures(Currency currency, List<Point> all) {
        List<Point> points = all.stream().filter(it -> it.currency().equals(currency)).toList();
        return SellerStatsView.Figures.of(
                points.stream().mapToLong(Point::orders).sum(),
                points.stream().mapToLong(Point::units).sum(),
                points.stream()
                        .map(it -> Turnover.of(it.gross(), it.refunds()))
                        .reduce(Turnover.none(currency), Turnover::plus));
    }

    @QueryHandler
    RevenueView handle(ChartRevenue query) {
        Days range = query.span().until(today());
        Map<Where, Point> known = new HashMap<>();
        reader.seller(query.seller(), range)
                .forEach(point -> known.put(new Where(point.day(), point.currency()), point));
        List<Currency> currencies = currenciesOf(query.seller());
        List<Point> points =
                range.each()
                        .flatMap(day -> currencies.stream().map(it -> new Where(day, it)))
                        .map(it -> known.getOrDefault(it, nothing(it)))
                        .toList();
        return new RevenueView(range, shop.timeZone(), points);
    }

    private static Point nothing(Where there) {
        return Point.of(there.day(), 0, 0, Turnover.none(there.currency()));
    }

    @QueryHandler
    TopProductsView handle(RankProducts query) {
        Days range = query.span().until(today());
        return new TopProductsView(
                range, shop.timeZone(), reader.topProducts(query.seller(), range, query.limit()));
    }

    // who never sold anything sold nothing of what others sell for
    private List<Currency> currenciesOf(SellerId seller) {
        List<Currency> own = reader.currenciesOf(seller);
        return own.isEmpty() ? orOurs(reader.currencies()) : own;
    }

    private List<Currency> orOurs(List<Currency> known) {
        return known.isEmpty() ? List.of(shop.currency()) : known;
    }

    private LocalDate today() {
        return shop.dayOf(clock.instant());
    }
}
