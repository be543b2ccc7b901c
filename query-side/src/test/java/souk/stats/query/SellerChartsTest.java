package souk.stats.query;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.cart.CartOwner;
import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.payment.PaymentId;
import souk.platform.query.QueryNodeTest;
import souk.seller.SellerId;
import souk.stats.DayMark;
import souk.stats.Days;
import souk.stats.RevenueView;
import souk.stats.RevenueView.Point;
import souk.stats.SellerStatsView;
import souk.stats.ShopStatsView;
import souk.stats.Span;
import souk.stats.StatsQuery.ChartRevenue;
import souk.stats.StatsQuery.RankProducts;
import souk.stats.StatsQuery.ShowSeller;
import souk.stats.StatsQuery.ShowShop;
import souk.stats.StatsRejection.RangeBackwards;
import souk.stats.StatsRejection.RangeTooLong;
import souk.stats.TopProductsView;
import souk.stats.query.Wares.Parcel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Figures of sellers up to today, and what can't be asked. */
@QueryNodeTest
class SellerChartsTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Span MONTH = new Span(30);

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired Clock clock;

    private final Random chance = new Random();
    private final Wares wares = new Wares(chance, EUR);
    private final SellerId seller = new SellerId(wares.id(SellerId.PREFIX));
    private Till till;
    private Instant now;

    @BeforeEach
    void begin() {
        till = new Till(events, queries);
        now = clock.instant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private void sell(ProductId product, long price, Instant at) {
        OrderPlaced placed =
                wares.order(
                        CartOwner.guest("g"),
                        true,
                        List.of(
                                new Parcel(
                                        seller,
                                        List.of(wares.line(product, seller, 1, price, 0)),
                                        0,
                                        0,
                                        0)));
        var paid =
                new OrderPaid(
                        placed.orderId(),
                        PaymentId.of(placed.orderId().value()),
                        "pi_1",
                        placed.amounts().total());
        till.happen(List.of(new Fact(placed, at), new Fact(paid, at)));
    }

    private ProductId product() {
        return new ProductId(wares.id(ProductId.PREFIX));
    }

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    @Test
    void has_a_point_for_every_day() {
        sell(product(), 1_000, now.minus(Duration.ofDays(3)));

        for (int days : List.of(7, 30, 90, 365)) {
            RevenueView chart =
                    till.ask(new ChartRevenue(seller, new Span(days)), RevenueView.class);
            assertThat(chart.range()).isEqualTo(new Days(today().minusDays(days - 1), today()));
            assertThat(chart.timeZone()).isEqualTo(ZoneId.of("UTC"));
            assertThat(chart.points())
                    .extracting(Point::day)
                    .containsExactlyElementsOf(chart.range().each().toList());
            assertThat(chart.points())
                    .filteredOn(it -> it.revenue().amount() > 0)
                    .containsExactly(
                            new Point(
                                    today().minusDays(3),
                                    EUR,
                                    1,
                                    1,
                                    euros(1_000),
                                    euros(0),
                                    euros(1_000)));
        }
    }

    @Test
    void sums_up_what_was_taken() {
        sell(product(), 1_000, now.minus(Duration.ofDays(3)));
        sell(product(), 501, now);
        sell(product(), 9_999, now.minus(Duration.ofDays(31)));

        SellerStatsView stats = till.ask(new ShowSeller(seller, MONTH), SellerStatsView.class);

        assertThat(stats.figures())
                .containsExactly(
                        new SellerStatsView.Figures(
                                EUR, 2, 2, euros(1_501), euros(0), euros(1_501), euros(751)));
    }

    @Test
    void has_days_of_nothing_for_who_never_sold_anything() {
        var newcomer = new SellerId(wares.id(SellerId.PREFIX));

        RevenueView chart = till.ask(new ChartRevenue(newcomer, new Span(7)), RevenueView.class);

        assertThat(chart.points()).hasSizeGreaterThanOrEqualTo(7);
        assertThat(chart.points()).allSatisfy(it -> assertThat(it.gross().amount()).isZero());
    }

    @Test
    void ranks_products_by_revenue_and_nobody_elses() {
        ProductId mug = product();
        ProductId pen = product();
        sell(pen, 700, now);
        sell(mug, 500, now);
        sell(mug, 500, now.minus(Duration.ofDays(1)));
        sell(product(), 100, now);

        TopProductsView top = till.ask(new RankProducts(seller, MONTH, 2), TopProductsView.class);

        assertThat(top.items())
                .extracting(TopProductsView.Product::productId)
                .containsExactly(mug, pen);
        assertThat(top.items().getFirst().revenue()).isEqualTo(euros(1_000));
        assertThat(top.items().getFirst().units()).isEqualTo(2);
    }

    @RepeatedTest(3)
    void are_what_one_finds_by_going_through_all_that_happened() {
        Instant begin = now.minus(Duration.ofDays(25));
        Market market = new Market(chance, begin, EUR, JPY).busy(100, 6 * 60);
        till.happen(market.facts);
        Book book = Oracle.of(market.facts, ZoneOffset.UTC);
        Book shown = new Book();

        for (SellerId one : market.sellers) {
            till.ask(new ChartRevenue(one, MONTH), RevenueView.class)
                    .points()
                    .forEach(point -> show(point, one, shown));
            till.ask(new RankProducts(one, MONTH, 100), TopProductsView.class)
                    .items()
                    .forEach(it -> show(it, shown));
        }

        assertThat(shown.figures()).isEqualTo(upTo(today(), book));
        assertThat(figuresOf(market.sellers)).isEqualTo(totalsOf(shown));
    }

    private void show(Point point, SellerId one, Book shown) {
        assertThat(point.revenue()).isEqualTo(point.gross().minus(point.refunds()));
        long[] sums = shown.seller(one.value(), point.day(), point.currency().getCurrencyCode());
        sums[0] = point.orders();
        sums[1] = point.units();
        sums[2] = point.gross().amount();
        sums[3] = point.refunds().amount();
    }

    private static void show(TopProductsView.Product it, Book shown) {
        String currency = it.gross().currency().getCurrencyCode();
        long[] sums = shown.sum("product", it.seller().value(), currency, it.productId().value());
        sums[0] = it.units();
        sums[1] = it.gross().amount();
        sums[2] = it.refunds().amount();
    }

    // products are shown for all days together, and only where some were sold
    private static Map<List<Object>, List<Long>> upTo(LocalDate today, Book book) {
        var expected = new Book();
        book.figures()
                .forEach(
                        (what, sums) -> {
                            if (what.getFirst().equals("seller")) {
                                assertThat((LocalDate) what.get(2)).isBeforeOrEqualTo(today);
                                add(expected.sum(what.toArray()), sums);
                            } else if (what.getFirst().equals("product")) {
                                add(
                                        expected.sum(
                                                "product", what.get(1), what.get(3), what.get(4)),
                                        sums);
                            }
                        });
        return expected.figures();
    }

    private static void add(long[] to, List<Long> more) {
        for (int i = 0; i < to.length; i++) {
            to[i] += more.get(i);
        }
    }

    private Map<String, Long> figuresOf(List<SellerId> sellers) {
        Map<String, Long> revenue = new HashMap<>();
        for (SellerId one : sellers) {
            till.ask(new ShowSeller(one, MONTH), SellerStatsView.class)
                    .figures()
                    .forEach(it -> revenue.put(one + " " + it.currency(), it.revenue().amount()));
        }
        revenue.values().removeIf(it -> it == 0);
        return revenue;
    }

    private static Map<String, Long> totalsOf(Book shown) {
        Map<String, Long> totals =
                shown.figures().entrySet().stream()
                        .filter(it -> it.getKey().getFirst().equals("seller"))
                        .collect(
                                groupingBy(
                                        it -> it.getKey().get(1) + " " + it.getKey().get(3),
                                        summingLong(
                                                it ->
                                                        it.getValue().get(2)
                                                                - it.getValue().get(3))));
        totals.values().removeIf(it -> it == 0);
        return totals;
    }

    @Test
    void of_the_shop_are_for_any_days_whatever_happened() {
        var from = new DayMark("2001-02-27");
        var to = new DayMark("2001-03-02T23:59:59Z");

        ShopStatsView shop = till.ask(new ShowShop(from, to, 5), ShopStatsView.class);

        assertThat(shop.range().count()).isEqualTo(4);
        assertThat(shop.days()).hasSize(4 * shop.totals().size());
        assertThat(shop.days()).allSatisfy(it -> assertThat(it.statuses()).isEmpty());
        assertThat(shop.customers()).isEqualTo(new ShopStatsView.Customers(0, 0, 0));
        assertThat(shop.topProducts()).isEmpty();
        assertThat(shop.topSellers()).isEmpty();
    }

    @Test
    void of_the_shop_are_those_of_the_last_thirty_days() {
        ShopStatsView shop = till.ask(new ShowShop(null, null, 5), ShopStatsView.class);

        assertThat(shop.range()).isEqualTo(new Days(today().minusDays(29), today()));
    }

    @Test
    void of_the_shop_have_an_end() {
        assertThat(refusalOf("2026-02-02", "2026-02-01"))
                .isEqualTo(
                        new RangeBackwards(
                                new Days(LocalDate.of(2026, 2, 2), LocalDate.of(2026, 2, 1))));
        assertThat(refusalOf("1970-01-01", "2026-02-01")).isEqualTo(new RangeTooLong(3_660));
    }

    private Object refusalOf(String from, String to) {
        var query = new ShowShop(new DayMark(from), new DayMark(to), 5);
        return ((HandlerExecutionException)
                        till.answerTo(query, ShopStatsView.class).exceptionResult())
                .getDetails()
                .orElseThrow();
    }
}
