package souk.stats.query;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.OrderShipped;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.platform.query.TablesInMemory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Whatever happens to orders, sums are what one finds by going through all of it. */
class SalesPropertyTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency TND = Currency.getInstance("TND");

    /** Clocks are set forward in Europe that night, and back in Auckland a week later. */
    private static final Instant BEGIN = Instant.parse("2026-03-27T20:00:00Z");

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "Africa/Tunis",
                        "Europe/Paris",
                        "America/New_York",
                        "Pacific/Auckland",
                        "Asia/Kathmandu")
                .map(ZoneId::of);
    }

    private static Market market(long seed) {
        return new Market(new Random(seed), BEGIN, EUR, TND).busy(120, 9 * 60);
    }

    static TablesInMemory folded(List<Fact> facts, ZoneId zone) {
        var tables = new TablesInMemory();
        var projection = new SalesProjection(tables, new ShopSettings(zone, EUR));
        for (Fact fact : facts) {
            Instant at = fact.at();
            switch (fact.event()) {
                case OrderPlaced it -> projection.on(it, at);
                case OrderPaid it -> projection.on(it, at);
                case OrderCancelled it -> projection.on(it);
                case OrderShipped it -> projection.on(it);
                case OrderDelivered it -> projection.on(it);
                case RefundRequested it -> projection.on(it);
                case OrderRefunded it -> projection.on(it, at);
                case RefundFailed it -> projection.on(it, at);
                default -> {}
            }
        }
        return tables;
    }

    private static Book read(TablesInMemory tables) {
        var book = new Book();
        for (ShopDayRow row : tables.all(ShopDayRow.class)) {
            long[] sums = book.shop(row.key.day(), row.key.currency(), row.key.status());
            set(sums, row.orders, row.paid, row.gross, row.refunds);
        }
        for (SellerDayRow row : tables.all(SellerDayRow.class)) {
            long[] sums = book.seller(row.key.sellerId(), row.key.day(), row.key.currency());
            set(sums, row.orders, row.units, row.gross, row.refunds);
        }
        for (ProductDayRow row : tables.all(ProductDayRow.class)) {
            ProductDayRow.Key key = row.key;
            long[] sums =
                    book.sum("product", key.sellerId(), key.day(), key.currency(), key.productId());
            set(sums, row.units, row.gross, row.refunds, 0);
        }
        return book;
    }

    private static void set(long[] sums, long... values) {
        System.arraycopy(values, 0, sums, 0, values.length);
    }

    @Property(tries = 300)
    void sums_are_those_of_all_that_happened(@ForAll long seed, @ForAll("zones") ZoneId zone) {
        List<Fact> facts = market(seed).facts;

        assertThat(read(folded(facts, zone)).figures()).isEqualTo(Oracle.of(facts, zone).figures());
    }

    @Property(tries = 300)
    void what_sellers_took_is_what_the_shop_took(@ForAll long seed, @ForAll("zones") ZoneId zone) {
        TablesInMemory tables = folded(market(seed).facts, zone);

        Map<List<Object>, Long> shop = new HashMap<>();
        for (ShopDayRow row : tables.all(ShopDayRow.class)) {
            shop.merge(List.of("in", row.key.day(), row.key.currency()), row.gross, Long::sum);
            shop.merge(List.of("out", row.key.day(), row.key.currency()), row.refunds, Long::sum);
        }
        Map<List<Object>, Long> sellers = new HashMap<>();
        for (SellerDayRow row : tables.all(SellerDayRow.class)) {
            sellers.merge(List.of("in", row.key.day(), row.key.currency()), row.gross, Long::sum);
            sellers.merge(
                    List.of("out", row.key.day(), row.key.currency()), row.refunds, Long::sum);
        }
        shop.values().removeIf(it -> it == 0);
        sellers.values().removeIf(it -> it == 0);
        assertThat(sellers).isEqualTo(shop);
    }

    @Property(tries = 300)
    void nothing_gives_back_more_than_it_cost(@ForAll long seed) {
        TablesInMemory tables = folded(market(seed).facts, ZoneId.of("UTC"));

        for (SaleRow sale : tables.all(SaleRow.class)) {
            List<Item> items = Items.parse(sale.items).all();
            assertThat(items).allSatisfy(it -> assertThat(it.refunded()).isBetween(0L, it.cost()));
            assertThat(items.stream().mapToLong(Item::refunded).sum()).isEqualTo(sale.refunded);
            assertThat(sale.refundsByDay().values().stream().mapToLong(it -> it).sum())
                    .isEqualTo(sale.refunded);
        }
    }

    @Property(tries = 100)
    void buyers_of_any_range_are_counted_once(@ForAll long seed) {
        List<Fact> facts = market(seed).facts;
        TablesInMemory tables = folded(facts, ZoneId.of("UTC"));
        Book book = Oracle.of(facts, ZoneId.of("UTC"));

        LocalDate first = LocalDate.of(2026, 3, 27);
        for (int from = 0; from < 30; from += 3) {
            for (int days = 0; days < 30; days += 4) {
                LocalDate begin = first.plusDays(from);
                LocalDate end = begin.plusDays(days);
                long counted =
                        tables.all(BuyerDayRow.class).stream()
                                .filter(it -> !it.key.day().isBefore(begin))
                                .filter(it -> !it.key.day().isAfter(end))
                                .filter(it -> it.key.previous().isBefore(begin))
                                .mapToLong(it -> it.buyers)
                                .sum();
                assertThat(counted).isEqualTo(book.buyersIn(begin, end));
            }
        }
    }
}
