package souk.stats.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.account.AccountEvent.AccountAdmitted;
import souk.account.AccountEvent.AccountRegistered;
import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.account.PersonName;
import souk.account.Role;
import souk.cart.CartOwner;
import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Quantity;
import souk.order.OrderEvent;
import souk.order.OrderEvent.ConsignmentShipped;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.OrderShipped;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderId;
import souk.order.OrderLine;
import souk.order.OrderStatus;
import souk.order.Returned;
import souk.payment.PaymentId;
import souk.payment.RefundId;
import souk.platform.query.QueryNodeTest;
import souk.seller.SellerId;
import souk.stats.DayMark;
import souk.stats.ShopStatsView;
import souk.stats.ShopStatsView.ByStatus;
import souk.stats.ShopStatsView.Customers;
import souk.stats.ShopStatsView.Day;
import souk.stats.StatsQuery.ShowShop;
import souk.stats.TopProductsView;
import souk.stats.query.Wares.Parcel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What each event adds to the figures of the shop, from events to answers. */
@QueryNodeTest
class StatsViewTest {

    /** Each test has a year of its own: figures are everybody's. */
    private static final AtomicInteger YEAR = new AtomicInteger(2100);

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final String TX = "pi_1";

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired JdbcTemplate jdbc;

    private final LocalDate monday = LocalDate.of(YEAR.incrementAndGet(), 3, 1);
    private final LocalDate tuesday = monday.plusDays(1);
    private final Wares wares = new Wares(new Random(), EUR);
    private final SellerId atlas = new SellerId(wares.id(SellerId.PREFIX));
    private final SellerId basra = new SellerId(wares.id(SellerId.PREFIX));
    private final ProductId mug = new ProductId(wares.id(ProductId.PREFIX));
    private final ProductId pen = new ProductId(wares.id(ProductId.PREFIX));
    private final OrderLine mugs = wares.line(mug, atlas, 2, 1_000, 100);
    private final OrderLine pens = wares.line(pen, basra, 1, 500, 50);
    private final OrderPlaced placed =
            wares.order(
                    CartOwner.guest(wares.id("")),
                    true,
                    List.of(
                            new Parcel(atlas, List.of(mugs), 0, 300, 0),
                            new Parcel(basra, List.of(pens), 0, 200, 0)));
    private final OrderId order = placed.orderId();
    private final PaymentId payment = PaymentId.of(order.value());
    private final RefundId refund = new RefundId(wares.id(RefundId.PREFIX));
    private Till till;

    @BeforeEach
    void begin() {
        till = new Till(events, queries);
    }

    @AfterEach
    void parked_nothing() {
        assertThat(
                        jdbc.queryForList(
                                "select * from axon.dead_letter_entry where processing_group ="
                                        + " 'stats.sales'"))
                .isEmpty();
    }

    private void happen(LocalDate day, OrderEvent... happened) {
        Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        for (OrderEvent event : happened) {
            till.happen(noon, order.value(), event);
        }
    }

    private OrderPaid paid() {
        return new OrderPaid(order, payment, TX, euros(3_000));
    }

    private RefundRequested asked(long cents, Returned... pieces) {
        return new RefundRequested(
                order, refund, payment, TX, euros(cents), List.of(pieces), "broken", false);
    }

    private OrderRefunded back(long cents, long all) {
        return new OrderRefunded(order, refund, TX, euros(cents), euros(all), 4);
    }

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    private ShopStatsView shop() {
        var from = new DayMark(monday.toString());
        var to = new DayMark(monday.plusDays(6).toString());
        return till.ask(new ShowShop(from, to, 10), ShopStatsView.class);
    }

    private Day on(LocalDate day) {
        return shop().days().stream()
                .filter(it -> it.day().equals(day) && it.currency().equals(EUR))
                .findFirst()
                .orElseThrow();
    }

    private List<String> statusesOn(LocalDate day) {
        return on(day).statuses().stream()
                .map(it -> it.status() + " " + it.orders() + "/" + it.paid())
                .toList();
    }

    private List<String> sellers() {
        return shop().topSellers().stream()
                .map(it -> it.id() + " " + it.gross().amount() + "-" + it.refunds().amount())
                .toList();
    }

    private String took(SellerId seller, long gross, long refunds) {
        return seller + " " + gross + "-" + refunds;
    }

    private List<String> products() {
        return shop().topProducts().stream()
                .map(it -> it.productId() + " " + it.gross().amount() + "-" + it.refunds().amount())
                .toList();
    }

    @Test
    void what_is_ordered_is_no_revenue_yet() {
        happen(monday, placed);

        assertThat(on(monday).orders()).isEqualTo(1);
        assertThat(on(monday).paid()).isZero();
        assertThat(on(monday).revenue()).isEqualTo(euros(0));
        assertThat(statusesOn(monday)).containsExactly("PLACED 1/0");
        assertThat(sellers()).isEmpty();
    }

    @Test
    void revenue_counts_on_the_day_of_the_payment() {
        happen(monday, placed);
        happen(tuesday, paid());

        assertThat(on(monday).revenue()).isEqualTo(euros(0));
        assertThat(on(tuesday).gross()).isEqualTo(euros(3_000));
        assertThat(on(tuesday).revenue()).isEqualTo(euros(3_000));
        assertThat(on(tuesday).average()).isEqualTo(euros(3_000));
        assertThat(statusesOn(monday)).containsExactly("PAID 1/0");
        assertThat(statusesOn(tuesday)).containsExactly("PAID 0/1");
    }

    @Test
    void a_payment_is_parted_among_sellers_and_what_they_sold() {
        happen(monday, placed, paid());

        assertThat(sellers()).containsExactly(took(atlas, 2_300, 0), took(basra, 700, 0));
        assertThat(shop().topSellers().getFirst().name()).startsWith("House");
        assertThat(shop().topSellers().getFirst().orders()).isEqualTo(1);
        assertThat(shop().topSellers().getFirst().units()).isEqualTo(2);
        TopProductsView.Product best = shop().topProducts().getFirst();
        assertThat(best.productId()).isEqualTo(mug);
        assertThat(best.title()).isEqualTo(mugs.title());
        assertThat(best.seller()).isEqualTo(atlas);
        assertThat(best.units()).isEqualTo(2);
        assertThat(products()).containsExactly(mug + " 2000-0", pen + " 500-0");
    }

    @Test
    void what_is_cancelled_is_an_order_still() {
        happen(monday, placed);
        happen(tuesday, new OrderCancelled(order, OrderCancelled.Cause.NOT_PAID_IN_TIME, null));

        assertThat(statusesOn(monday)).containsExactly("CANCELLED 1/0");
        assertThat(statusesOn(tuesday)).isEmpty();
    }

    @Test
    void shows_how_far_orders_have_been_sent() {
        happen(monday, placed, paid());
        happen(
                tuesday,
                new ConsignmentShipped(order, placed.consignments().getFirst().id(), "DHL", null));
        assertThat(statusesOn(monday)).containsExactly("PAID 1/1");

        happen(tuesday, new OrderShipped(order));
        assertThat(statusesOn(monday)).containsExactly("SHIPPED 1/1");

        happen(tuesday, new OrderDelivered(order));
        assertThat(statusesOn(monday)).containsExactly("DELIVERED 1/1");
        assertThat(on(monday).statuses().getFirst().revenue()).isEqualTo(euros(3_000));
        assertThat(on(monday).statuses().getFirst().average()).isEqualTo(euros(3_000));
    }

    @Test
    void what_is_only_asked_to_be_paid_back_is_revenue_still() {
        happen(monday, placed, paid());
        happen(tuesday, asked(1_000, new Returned(mugs.sku(), new Quantity(1))));

        assertThat(on(tuesday).refunds()).isEqualTo(euros(0));
        assertThat(statusesOn(monday)).containsExactly("PAID 1/1");
    }

    @Test
    void lines_that_are_given_back_are_their_sellers_alone_on_the_day_when_money_goes() {
        happen(monday, placed, paid(), asked(1_000, new Returned(mugs.sku(), new Quantity(1))));
        happen(tuesday, back(1_000, 1_000));

        assertThat(on(monday).refunds()).isEqualTo(euros(0));
        assertThat(on(tuesday).refunds()).isEqualTo(euros(1_000));
        assertThat(on(tuesday).revenue()).isEqualTo(euros(-1_000));
        assertThat(statusesOn(monday)).containsExactly("PARTIALLY_REFUNDED 1/1");
        assertThat(on(tuesday).statuses())
                .extracting(ByStatus::status)
                .containsExactly(OrderStatus.PARTIALLY_REFUNDED);
        assertThat(sellers()).containsExactly(took(atlas, 2_300, 1_000), took(basra, 700, 0));
        assertThat(products()).containsExactly(mug + " 2000-1000", pen + " 500-0");
    }

    @Test
    void an_amount_is_given_back_by_all_in_proportion() {
        happen(monday, placed, paid(), asked(100));
        happen(tuesday, back(100, 100));

        // 76.67 and 23.33 of a hundred
        assertThat(sellers()).containsExactly(took(atlas, 2_300, 77), took(basra, 700, 23));
    }

    @Test
    void nobody_asks_for_what_is_given_back_at_the_provider() {
        happen(monday, placed, paid());
        happen(tuesday, back(3_000, 3_000));

        assertThat(sellers())
                .containsExactlyInAnyOrder(took(atlas, 2_300, 2_300), took(basra, 700, 700));
        assertThat(statusesOn(monday)).containsExactly("REFUNDED 1/1");
        assertThat(shop().totals())
                .filteredOn(it -> it.currency().equals(EUR))
                .allSatisfy(it -> assertThat(it.revenue()).isEqualTo(euros(0)));
    }

    @Test
    void a_refund_that_fails_counts_against_its_own_day() {
        happen(monday, placed, paid(), asked(100), back(100, 100));
        happen(tuesday, new RefundFailed(order, refund, "no account", euros(0), 7));

        assertThat(on(monday).refunds()).isEqualTo(euros(100));
        assertThat(on(tuesday).refunds()).isEqualTo(euros(-100));
        assertThat(on(tuesday).revenue()).isEqualTo(euros(100));
        assertThat(sellers()).containsExactly(took(atlas, 2_300, 0), took(basra, 700, 0));
        assertThat(statusesOn(monday)).containsExactly("PAID 1/1");
    }

    @Test
    void money_that_never_was_the_orders_is_no_revenue() {
        happen(
                monday,
                placed,
                new OrderCancelled(order, OrderCancelled.Cause.BY_BUYER, null),
                new PaymentRefused(
                        order, payment, TX, euros(3_000), refund, PaymentRefused.Why.CANCELLED),
                back(3_000, 0));

        assertThat(on(monday).gross()).isEqualTo(euros(0));
        assertThat(on(monday).refunds()).isEqualTo(euros(0));
        assertThat(statusesOn(monday)).containsExactly("CANCELLED 1/0");
    }

    @Test
    void counts_who_registers_and_who_buys() {
        AccountId account = new AccountId(wares.id(AccountId.PREFIX));
        AccountId admitted = new AccountId(wares.id(AccountId.PREFIX));
        Instant noon = monday.atTime(12, 0).toInstant(ZoneOffset.UTC);
        till.happen(
                noon,
                account.value(),
                new AccountRegistered(
                        account,
                        Personal.of(account.value(), new EmailAddress("mia@example.org")),
                        Personal.of(account.value(), new PersonName("Mia")),
                        Personal.of(account.value(), "hash"),
                        Set.of(Role.CUSTOMER)));
        till.happen(
                noon,
                admitted.value(),
                new AccountAdmitted(admitted, "https://issuer", null, null, Set.of()));
        happen(monday, placed, paid());
        OrderPlaced again =
                wares.order(
                        placed.buyer(), true, List.of(new Parcel(atlas, List.of(mugs), 0, 0, 0)));
        till.happen(
                List.of(
                        new Fact(again, noon.plusSeconds(90_000)),
                        new Fact(
                                new OrderPaid(again.orderId(), payment, TX, euros(2_000)),
                                noon.plusSeconds(90_000))));

        assertThat(shop().customers()).isEqualTo(new Customers(2, 1, 1));
        var onlyTuesday = new DayMark(tuesday.toString());
        assertThat(
                        till.ask(new ShowShop(onlyTuesday, onlyTuesday, 1), ShopStatsView.class)
                                .customers())
                .isEqualTo(new Customers(0, 1, 0));
    }
}
