package souk.stats.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountId;
import souk.auction.AuctionQuery.SummariseAuctions;
import souk.auction.AuctionState;
import souk.auction.AuctionSummary;
import souk.auction.AuctionSummary.InState;
import souk.auction.AuctionSummary.Sold;
import souk.inventory.StockKeeper;
import souk.inventory.StockPage;
import souk.inventory.StockQuery.ListStock;
import souk.inventory.StockView;
import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.order.ConsignmentStatus;
import souk.order.OrderQuery.ListSellerOrders;
import souk.order.OrderStatus;
import souk.order.rest.StubOrders;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;
import souk.seller.SellerId;
import souk.stats.DayMark;
import souk.stats.Days;
import souk.stats.RevenueView;
import souk.stats.RevenueView.Point;
import souk.stats.SellerStatsView;
import souk.stats.ShopStatsView;
import souk.stats.ShopStatsView.ByStatus;
import souk.stats.ShopStatsView.Customers;
import souk.stats.ShopStatsView.Day;
import souk.stats.ShopStatsView.Figures;
import souk.stats.Span;
import souk.stats.StatsQuery.ChartRevenue;
import souk.stats.StatsQuery.RankProducts;
import souk.stats.StatsQuery.ShowSeller;
import souk.stats.StatsQuery.ShowShop;
import souk.stats.StatsRejection.RangeTooLong;
import souk.stats.TopProductsView;
import souk.stats.Turnover;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

@HttpTest
class StatsControllerTest {

    static final String STATS = "/api/admin/stats";
    static final String DASHBOARD = "/api/seller/dashboard";
    static final String REVENUE = "/api/seller/revenue";
    static final String TOP = "/api/seller/products/top";
    static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    static final Days WEEK = new Days(DAY, DAY.plusDays(6));
    static final ZoneId TUNIS = ZoneId.of("Africa/Tunis");
    static final Currency EUR = Currency.getInstance("EUR");
    static final Turnover TURNOVER = Turnover.of(euros(1_000), euros(250));

    @Autowired Client client;
    @Autowired QueryBus queryBus;
    @Autowired StubOrders orders;

    private final List<Registration> stubs = new ArrayList<>();
    private final List<Object> queries = new ArrayList<>();

    @BeforeEach
    void subscribe() {
        orders.behave();
        stub(ShowShop.class, ShopStatsView.class, StatsControllerTest::shop);
        stub(
                SummariseAuctions.class,
                AuctionSummary.class,
                new AuctionSummary(
                        List.of(new InState(AuctionState.SOLD, 2)),
                        List.of(new Sold(2, euros(5_000), euros(2_000)))));
        stub(
                ShowSeller.class,
                SellerStatsView.class,
                new SellerStatsView(
                        WEEK, TUNIS, List.of(SellerStatsView.Figures.of(4, 9, TURNOVER))));
        stub(
                ChartRevenue.class,
                RevenueView.class,
                new RevenueView(WEEK, TUNIS, List.of(Point.of(DAY, 4, 9, TURNOVER))));
        stub(
                RankProducts.class,
                TopProductsView.class,
                new TopProductsView(WEEK, TUNIS, List.of()));
        stub(
                ListStock.class,
                StockPage.class,
                new StockPage(
                        List.of(new StockView(new Sku("MUG"), 3, 1, 2, 5, true, 7)), null, 4L));
    }

    @AfterEach
    void unsubscribe() {
        stubs.forEach(Registration::cancel);
    }

    private interface Answer {
        Object to(Object query);
    }

    private void stub(Class<?> query, Class<?> answer, Object given) {
        stub(query, answer, _ -> given);
    }

    private void stub(Class<?> query, Class<?> answer, Answer given) {
        stubs.add(
                queryBus.subscribe(
                        query.getName(),
                        answer,
                        (QueryMessage<?, ?> message) -> {
                            queries.add(message.getPayload());
                            return given.to(message.getPayload());
                        }));
    }

    private static Object shop(Object query) {
        DayMark from = ((ShowShop) query).from();
        if (from != null && from.value().startsWith("1970")) {
            throw new Rejected(new RangeTooLong(3_660));
        }
        var placed = ByStatus.of(OrderStatus.PAID, 5, 4, TURNOVER);
        var figures = Figures.of(EUR, List.of(placed));
        return new ShopStatsView(
                WEEK,
                TUNIS,
                List.of(figures),
                List.of(Day.of(DAY, figures)),
                new Customers(3, 2, 1),
                List.of(),
                List.of());
    }

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    private record Person(SellerId seller, String[] token) {}

    private Person with(String role) {
        String email = UUID.randomUUID() + "@example.org";
        Reply registered =
                client.post(
                        "/api/accounts",
                        "{\"email\": \"%s\", \"password\": \"battery staple\", \"name\": \"Mia\"}"
                                .formatted(email));
        String id = registered.json().path("id").asString();
        client.put(
                "/api/admin/accounts/" + id + "/roles",
                "{\"roles\": [\"%s\"]}".formatted(role),
                client.admin());
        return new Person(SellerId.of(new AccountId(id)), client.login(email, "battery staple"));
    }

    @Test
    void tells_how_the_shop_is_doing() {
        Reply stats =
                client.get(
                        STATS + "?from=2026-11-21&to=2026-11-27T10:00:00Z&limit=3",
                        with("ANALYST").token());

        assertThat(stats.status()).as(stats.text()).isEqualTo(200);
        assertThat(stats.json().at("/range/from").asString()).isEqualTo("2026-11-21");
        assertThat(stats.json().at("/timeZone").asString()).isEqualTo("Africa/Tunis");
        assertThat(stats.json().at("/totals/0/currency").asString()).isEqualTo("EUR");
        assertThat(stats.json().at("/totals/0/orders").asInt()).isEqualTo(5);
        assertThat(stats.json().at("/totals/0/average/amount").asInt()).isEqualTo(250);
        assertThat(stats.json().at("/days/0/day").asString()).isEqualTo("2026-11-21");
        assertThat(stats.json().at("/days/0/revenue/amount").asInt()).isEqualTo(750);
        assertThat(stats.json().at("/days/0/statuses/0/status").asString()).isEqualTo("PAID");
        assertThat(stats.json().at("/customers/buying").asInt()).isEqualTo(2);
        assertThat(stats.json().at("/lowStock/count").asInt()).isEqualTo(4);
        assertThat(stats.json().at("/lowStock/items/0/sku").asString()).isEqualTo("MUG");
        assertThat(queries)
                .containsExactly(
                        new ShowShop(
                                new DayMark("2026-11-21"), new DayMark("2026-11-27T10:00:00Z"), 3),
                        new ListStock(StockKeeper.ADMIN, true, null, 10, true));
    }

    @Test
    void knows_what_is_meant_without_days() {
        assertThat(client.get(STATS, client.admin()).status()).isEqualTo(200);
        assertThat(queries.getFirst()).isEqualTo(new ShowShop(null, null, 10));
    }

    @Test
    void refuses_days_that_are_none() {
        String[] admin = client.admin();
        client.get(STATS + "?from=yesterday", admin)
                .isProblem(400, "invalid_input")
                .names("from", "invalid_day");
        client.get(STATS + "?to=2026-02-30", admin)
                .isProblem(400, "invalid_input")
                .names("to", "invalid_day");
        client.get(STATS + "?to=%2B123456-01-01", admin)
                .isProblem(400, "invalid_input")
                .names("to", "invalid_day");
        client.get(STATS + "?limit=0", admin)
                .isProblem(400, "invalid_input")
                .names("limit", "invalid_limit");
        client.get(STATS + "?days=7", admin)
                .isProblem(400, "invalid_input")
                .names("days", "unknown_parameter");
        assertThat(queries).isEmpty();
        client.get(STATS + "?from=1970-01-01", admin).isProblem(400, "range_too_long");
    }

    @Test
    void tells_sellers_how_they_are_doing() {
        Person seller = with("SELLER");
        orders.next = null;

        Reply dashboard = client.get(DASHBOARD + "?days=7", seller.token());

        assertThat(dashboard.status()).as(dashboard.text()).isEqualTo(200);
        assertThat(dashboard.json().at("/figures/0/orders").asInt()).isEqualTo(4);
        assertThat(dashboard.json().at("/figures/0/revenue/amount").asInt()).isEqualTo(750);
        assertThat(dashboard.json().at("/openConsignments").asInt()).isEqualTo(1);
        assertThat(dashboard.json().at("/lowStock/count").asInt()).isEqualTo(4);
        assertThat(dashboard.json().path("orders").isArray()).isTrue();
        assertThat(dashboard.json().at("/auctions/states/0/state").asString()).isEqualTo("SOLD");
        assertThat(dashboard.json().at("/auctions/states/0/auctions").asInt()).isEqualTo(2);
        assertThat(dashboard.json().at("/auctions/sold/0/amount/amount").asInt()).isEqualTo(5_000);
        assertThat(dashboard.json().at("/auctions/open").isArray()).isTrue();
        assertThat(queries)
                .containsExactly(
                        new ShowSeller(seller.seller(), new Span(7)),
                        new ListStock(new StockKeeper(seller.seller()), true, null, 10, true),
                        new SummariseAuctions(seller.seller()));
        assertThat(orders.queries)
                .containsExactly(
                        new ListSellerOrders(seller.seller(), null, 10, null, false),
                        new ListSellerOrders(
                                seller.seller(), ConsignmentStatus.READY, 1, null, true));
    }

    @Test
    void charts_revenue() {
        Person seller = with("SELLER");

        Reply chart = client.get(REVENUE + "?days=90", seller.token());

        assertThat(chart.json().at("/points/0/day").asString()).isEqualTo("2026-11-21");
        assertThat(chart.json().at("/points/0/revenue/amount").asInt()).isEqualTo(750);
        assertThat(chart.header("Content-Type")).startsWith("application/json");
        client.get(REVENUE, seller.token());
        assertThat(queries)
                .containsExactly(
                        new ChartRevenue(seller.seller(), new Span(90)),
                        new ChartRevenue(seller.seller(), new Span(30)));
    }

    @Test
    void charts_revenue_for_spreadsheets() {
        String[] seller = Client.with(with("SELLER").token(), "Accept", "text/csv");

        Reply chart = client.get(REVENUE + "?days=7", seller);

        assertThat(chart.status()).as(chart.text()).isEqualTo(200);
        assertThat(chart.header("Content-Type")).startsWith("text/csv").contains("UTF-8");
        assertThat(chart.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"revenue-7-days.csv\"");
        assertThat(chart.headers("Vary")).contains("Accept");
        assertThat(chart.text())
                .isEqualTo(
                        "day,currency,orders,units,gross,refunds,revenue\r\n"
                                + "2026-11-21,EUR,4,9,10.00,2.50,7.50\r\n");
        client.get(REVENUE + "?days=8", seller)
                .isProblem(400, "invalid_input")
                .names("days", "invalid_days");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/json, text/plain, */*"})
    void prefers_json(String accepted) {
        String[] seller = Client.with(with("SELLER").token(), "Accept", accepted);

        assertThat(client.get(REVENUE, seller).header("Content-Type"))
                .startsWith("application/json");
        assertThat(client.get(TOP, seller).header("Content-Type")).startsWith("application/json");
    }

    @Test
    void ranks_products() {
        Person seller = with("SELLER");

        assertThat(client.get(TOP + "?days=365&limit=3", seller.token()).json().path("items"))
                .isEmpty();
        Reply csv = client.get(TOP, Client.with(seller.token(), "Accept", "text/csv"));
        assertThat(csv.text()).isEqualTo("product,title,currency,units,gross,refunds,revenue\r\n");
        assertThat(queries)
                .containsExactly(
                        new RankProducts(seller.seller(), new Span(365), 3),
                        new RankProducts(seller.seller(), new Span(30), 10));
        client.get(TOP + "?limit=101", seller.token())
                .isProblem(400, "invalid_input")
                .names("limit", "invalid_limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "0", "-7", "07", "week", "7.5", "99999999999", ""})
    void refuses_other_spans(String days) {
        String[] seller = with("SELLER").token();
        int status = client.get(REVENUE + "?days=" + days, seller).status();
        // nothing is as good as none; and a leading zero is nobody's harm
        assertThat(status).isEqualTo(days.isEmpty() || days.equals("07") ? 200 : 400);
    }

    @Test
    void refuses_what_it_can_not_write() {
        String[] seller = Client.with(with("SELLER").token(), "Accept", "application/xml");
        client.get(REVENUE, seller).isProblem(406, "not_acceptable");
    }

    @Test
    void is_for_those_whom_it_concerns() {
        for (String path : List.of(DASHBOARD, REVENUE, TOP)) {
            client.get(path).isProblem(401, "unauthenticated");
            client.get(path, client.admin()).isProblem(403, "forbidden");
            client.get(path, with("CUSTOMER").token()).isProblem(403, "forbidden");
        }
        client.get(STATS).isProblem(401, "unauthenticated");
        client.get(STATS, with("SELLER").token()).isProblem(403, "forbidden");
        client.get(STATS, with("AUDITOR").token()).isProblem(403, "forbidden");
        assertThat(queries).isEmpty();
    }
}
