package souk.stats.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import souk.cart.CartOwner;
import souk.catalog.ProductId;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.payment.PaymentId;
import souk.platform.query.TablesInMemory;
import souk.seller.SellerId;
import souk.stats.DayMark;
import souk.stats.Span;
import souk.stats.query.Wares.Parcel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Random;

/** Days are those of the shop, however long they are there. */
class ShopDaysTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    private final ApplicationContextRunner shop =
            new ApplicationContextRunner().withUserConfiguration(StatsConfiguration.class);
    private final Wares wares = new Wares(new Random(1), EUR);
    private final SellerId seller = new SellerId(wares.id(SellerId.PREFIX));

    private static ShopSettings in(String zone) {
        return new ShopSettings(ZoneId.of(zone), EUR);
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,              2026-11-21T23:59:59.999999Z, 2026-11-21",
        "UTC,              2026-11-22T00:00:00Z,        2026-11-22",
        "Africa/Tunis,     2026-11-21T22:59:59Z,        2026-11-21",
        "Africa/Tunis,     2026-11-21T23:00:00Z,        2026-11-22",
        // 23 hours: clocks are set from two to three
        "Europe/Paris,     2026-03-28T22:59:59Z,        2026-03-28",
        "Europe/Paris,     2026-03-28T23:00:00Z,        2026-03-29",
        "Europe/Paris,     2026-03-29T21:59:59Z,        2026-03-29",
        "Europe/Paris,     2026-03-29T22:00:00Z,        2026-03-30",
        // 25 hours: half past two comes twice
        "Europe/Paris,     2026-10-25T00:30:00Z,        2026-10-25",
        "Europe/Paris,     2026-10-25T01:30:00Z,        2026-10-25",
        "Europe/Paris,     2026-10-25T22:59:59Z,        2026-10-25",
        "Europe/Paris,     2026-10-25T23:00:00Z,        2026-10-26",
        // there is no midnight: the day begins at one
        "Africa/Cairo,     2026-04-23T21:59:59Z,        2026-04-23",
        "Africa/Cairo,     2026-04-23T22:00:00Z,        2026-04-24"
    })
    void begin_where_the_shop_is(String zone, Instant time, LocalDate day) {
        assertThat(in(zone).dayOf(time)).isEqualTo(day);
        assertThat(new DayMark(time.toString()).in(ZoneId.of(zone))).isEqualTo(day);
    }

    @Test
    void are_counted_whatever_the_clock_does() {
        assertThat(new Span(7).until(LocalDate.of(2026, 3, 30)).each())
                .hasSize(7)
                .startsWith(LocalDate.of(2026, 3, 24))
                .contains(LocalDate.of(2026, 3, 29))
                .endsWith(LocalDate.of(2026, 3, 30));
    }

    @Test
    void are_in_utc_if_nothing_else_is_said() {
        shop.run(
                context ->
                        assertThat(context.getBean(ShopSettings.class).timeZone())
                                .isEqualTo(ZoneId.of("UTC")));
        shop.withPropertyValues("souk.time-zone=Africa/Tunis", "souk.currency=TND")
                .run(
                        context ->
                                assertThat(context.getBean(ShopSettings.class))
                                        .isEqualTo(
                                                new ShopSettings(
                                                        ZoneId.of("Africa/Tunis"),
                                                        Currency.getInstance("TND"))));
    }

    @Test
    void of_nowhere_stop_the_start() {
        shop.withPropertyValues("souk.time-zone=Mars/Olympus")
                .run(context -> assertThat(context).hasFailed());
        shop.withPropertyValues("souk.currency=gold")
                .run(context -> assertThat(context).hasFailed());
    }

    private void sell(SalesProjection projection, String at) {
        OrderPlaced placed =
                wares.order(
                        CartOwner.guest("mia"),
                        true,
                        List.of(
                                new Parcel(
                                        seller,
                                        List.of(
                                                wares.line(
                                                        new ProductId(wares.id(ProductId.PREFIX)),
                                                        seller,
                                                        1,
                                                        100,
                                                        0)),
                                        0,
                                        0,
                                        0)));
        var paid =
                new OrderPaid(
                        placed.orderId(),
                        PaymentId.of(placed.orderId().value()),
                        "pi_1",
                        placed.amounts().total());
        projection.on(placed, Instant.parse(at));
        projection.on(paid, Instant.parse(at));
    }

    @Test
    void that_come_late_count_for_revenue_and_make_no_second_buyer_of_one() {
        var tables = new TablesInMemory();
        var projection = new SalesProjection(tables, in("UTC"));
        sell(projection, "2026-11-20T10:00:00Z");
        sell(projection, "2026-11-22T10:00:00Z");
        // was parked meanwhile
        sell(projection, "2026-11-21T10:00:00Z");

        assertThat(tables.all(SellerDayRow.class))
                .extracting(it -> it.key.day() + " " + it.gross)
                .containsExactlyInAnyOrder("2026-11-20 100", "2026-11-21 100", "2026-11-22 100");
        assertThat(tables.all(BuyerDayRow.class))
                .extracting(it -> it.key.previous() + " " + it.key.day() + " " + it.buyers)
                .containsExactlyInAnyOrder("1970-01-01 2026-11-20 1", "2026-11-20 2026-11-22 1");
    }
}
