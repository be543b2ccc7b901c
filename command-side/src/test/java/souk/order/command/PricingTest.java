package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import souk.catalog.CategoryId;
import souk.catalog.ProductId;
import souk.catalog.command.Offer;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.kernel.Sku;
import souk.order.Amounts;
import souk.order.Consignment;
import souk.order.OrderId;
import souk.order.OrderLine;
import souk.order.OrderRejection.ShippingNotPossible;
import souk.order.OrderRejection.TotalTooLarge;
import souk.order.command.Pricing.Priced;
import souk.order.command.Pricing.Wanted;
import souk.order.command.Pricing.Way;
import souk.order.command.ShippingSettings.Method;
import souk.seller.SellerId;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every sum is right to the minor unit or the coin, in currencies of three, two and no decimals.
 */
class PricingTest {

    private static final OrderId ORDER = new OrderId("ord_01hzy00000000000000000000a");
    private static final ProductId PRODUCT = new ProductId("prd_01hzy00000000000000000000a");
    private static final CategoryId BOOKS = new CategoryId("cat_01hzy00000000000000000000a");
    private static final CategoryId NOVELS = new CategoryId("cat_01hzy00000000000000000000b");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Way STANDARD = new Way("standard", "TN");

    private static final ShippingSettings NOTHING = new ShippingSettings(500, Map.of());
    private static final TaxSettings NO_TAX =
            new TaxSettings(false, true, BigDecimal.ZERO, List.of());

    record Shop(ShippingSettings shipping, TaxSettings tax, Coin coin) {
        Shop(ShippingSettings shipping, TaxSettings tax) {
            this(shipping, tax, Coin.UNIT);
        }

        Priced price(List<Wanted> wanted) {
            return price(wanted, STANDARD);
        }

        Priced price(List<Wanted> wanted, Way way) {
            return new Pricing(new Shipping(shipping), new Tax(tax))
                    .price(ORDER, wanted, way, coin);
        }
    }

    private static SellerId seller(int number) {
        return new SellerId("sel_01hzy0000000000000000000" + (10 + number));
    }

    private static Wanted wanted(
            int number,
            int seller,
            Money price,
            int quantity,
            List<CategoryId> categories,
            Long grams) {
        var offer =
                new Offer(
                        new Sku("S" + number),
                        PRODUCT,
                        seller(seller),
                        "Seller " + seller,
                        "Thing " + number,
                        price,
                        true,
                        categories,
                        grams);
        return new Wanted(offer, new Quantity(quantity));
    }

    private static Wanted euros(int number, int seller, long price, int quantity) {
        return wanted(number, seller, new Money(price, EUR), quantity, List.of(), null);
    }

    @Provide
    Arbitrary<List<Wanted>> carts() {
        Arbitrary<Currency> currencies =
                Arbitraries.of("TND", "DZD", "EUR", "JPY").map(Currency::getInstance);
        return currencies.flatMap(
                currency ->
                        Combinators.combine(
                                        Arbitraries.integers().between(0, 4),
                                        Arbitraries.longs().between(1, 100_000_000_000L),
                                        Arbitraries.integers().between(1, Quantity.MAX),
                                        Arbitraries.<List<CategoryId>>of(
                                                List.of(), List.of(BOOKS), List.of(NOVELS, BOOKS)),
                                        Arbitraries.longs().between(0, 100_000).injectNull(0.3))
                                .as(
                                        (seller, price, quantity, categories, grams) ->
                                                wanted(
                                                        0,
                                                        seller,
                                                        new Money(price, currency),
                                                        quantity,
                                                        categories,
                                                        grams))
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(30)
                                .map(PricingTest::numbered));
    }

    private static List<Wanted> numbered(List<Wanted> cart) {
        List<Wanted> numbered = new ArrayList<>();
        for (Wanted it : cart) {
            Offer offer = it.offer();
            int seller = Integer.parseInt(offer.sellerName().substring("Seller ".length()));
            numbered.add(
                    wanted(
                            numbered.size(),
                            seller,
                            offer.price(),
                            it.quantity().value(),
                            offer.categories(),
                            offer.grams()));
        }
        return numbered;
    }

    @Provide
    Arbitrary<Shop> shops() {
        Arbitrary<BigDecimal> percents =
                Arbitraries.bigDecimals().between(BigDecimal.ZERO, new BigDecimal("30")).ofScale(4);
        Arbitrary<TaxSettings> taxes =
                Combinators.combine(
                                Arbitraries.of(true, false),
                                Arbitraries.of(true, false),
                                percents,
                                percents,
                                percents)
                        .as(
                                (included, onShipping, other, books, here) ->
                                        new TaxSettings(
                                                included,
                                                onShipping,
                                                other,
                                                List.of(
                                                        new TaxSettings.Rate(
                                                                Set.of(), Set.of(BOOKS), books),
                                                        new TaxSettings.Rate(
                                                                Set.of("TN"), Set.of(), here))));
        Arbitrary<ShippingSettings> shippings =
                Combinators.combine(
                                Arbitraries.longs().between(0, 50_000),
                                Arbitraries.longs().between(0, 50_000),
                                Arbitraries.longs().between(0, 1_000_000).injectNull(0.5))
                        .as(PricingTest::standard);
        return Combinators.combine(shippings, taxes, Arbitraries.of(1L, 10L, 100L).map(Coin::new))
                .as(Shop::new);
    }

    private static ShippingSettings standard(long flat, long perKilogram, Long freeFrom) {
        List<ShippingSettings.Rate> rates =
                List.of("TND", "DZD", "EUR", "JPY").stream()
                        .map(Currency::getInstance)
                        .map(
                                it ->
                                        new ShippingSettings.Rate(
                                                Set.of(), it, flat, perKilogram, freeFrom))
                        .toList();
        return new ShippingSettings(500, Map.of("standard", new Method(rates)));
    }

    @Property(tries = 300)
    void consignments_are_the_order(
            @ForAll("carts") List<Wanted> cart, @ForAll("shops") Shop shop) {
        Priced priced = shop.price(cart);

        assertThat(priced.consignments().stream().map(Consignment::amounts).reduce(Amounts::plus))
                .contains(priced.amounts());
        assertThat(priced.lines())
                .extracting(OrderLine::sku)
                .containsExactlyElementsOf(cart.stream().map(it -> it.offer().sku()).toList());
        assertThat(priced.consignments().stream().flatMap(it -> it.skus().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        priced.lines().stream().map(OrderLine::sku).toList());
    }

    @Property(tries = 300)
    void lines_are_their_consignment(
            @ForAll("carts") List<Wanted> cart, @ForAll("shops") Shop shop) {
        Priced priced = shop.price(cart);

        for (Consignment it : priced.consignments()) {
            List<OrderLine> lines =
                    priced.lines().stream().filter(line -> it.skus().contains(line.sku())).toList();
            long totals = lines.stream().mapToLong(line -> line.total().amount()).sum();
            long taxes = lines.stream().mapToLong(line -> line.tax().amount()).sum();
            assertThat(lines).allMatch(line -> line.seller().equals(it.seller()));
            assertThat(totals).isEqualTo(it.amounts().subtotal().amount());
            assertThat(taxes).isLessThanOrEqualTo(it.amounts().tax().amount());
            if (it.amounts().shipping().amount() == 0) {
                assertThat(taxes).isEqualTo(it.amounts().tax().amount());
            }
        }
    }

    @Property(tries = 300)
    void tax_is_exact_to_a_unit_for_each_rate(
            @ForAll("carts") List<Wanted> cart, @ForAll("shops") Shop shop) {
        Priced priced = shop.price(cart);
        var tax = new Tax(shop.tax());

        for (int i = 0; i < cart.size(); i++) {
            long rate = tax.rateFor("TN", cart.get(i).offer().categories());
            OrderLine line = priced.lines().get(i);
            Coin coin = tax.coinFor(shop.coin());
            assertThat(Math.abs(line.tax().amount() - tax.of(line.total().amount(), rate, coin)))
                    .isLessThanOrEqualTo(coin.units());
        }
    }

    @Property(tries = 300)
    void prices_that_can_be_paid_make_totals_that_can_be_paid(
            @ForAll("carts") List<Wanted> cart, @ForAll("shops") Shop shop) {
        Priced priced = shop.price(cart.stream().map(it -> payable(it, shop.coin())).toList());

        assertThat(priced.amounts().total()).matches(shop.coin()::pays);
        assertThat(priced.consignments())
                .allSatisfy(
                        it -> {
                            assertThat(it.amounts().shipping()).matches(shop.coin()::pays);
                            assertThat(it.amounts().total()).matches(shop.coin()::pays);
                        });
        if (!shop.tax().included()) {
            assertThat(priced.lines()).allMatch(line -> shop.coin().pays(line.tax()));
        }
    }

    private static Wanted payable(Wanted wanted, Coin coin) {
        Offer offer = wanted.offer();
        var price =
                new Money(
                        coin.roundedDown(offer.price().amount()) + coin.units(),
                        offer.price().currency());
        var payable =
                new Offer(
                        offer.sku(),
                        offer.product(),
                        offer.seller(),
                        offer.sellerName(),
                        offer.title(),
                        price,
                        offer.forSale(),
                        offer.categories(),
                        offer.grams());
        return new Wanted(payable, wanted.quantity());
    }

    @Example
    void what_is_reckoned_in_coins_is_rounded_to_the_nearest() {
        var shop =
                new Shop(
                        standard(7_004, 1_500, null),
                        new TaxSettings(false, false, new BigDecimal("19"), List.of()),
                        new Coin(10));

        // 19% of 20.030 and of 10.010 is 5.7076; sending 1.75 kg costs 2.625 by weight
        Amounts amounts =
                shop.price(
                                List.of(
                                        wanted(1, 1, new Money(20_030, EUR), 1, List.of(), 1_000L),
                                        wanted(2, 1, new Money(10_010, EUR), 1, List.of(), 750L)))
                        .amounts();

        assertThat(amounts.shipping().amount()).isEqualTo(7_000 + 2_630);
        assertThat(amounts.tax().amount()).isEqualTo(5_710);
        assertThat(amounts.total().amount()).isEqualTo(20_030 + 10_010 + 9_630 + 5_710);
    }

    @Example
    void costs_the_sum_of_its_lines_where_nothing_is_set_up() {
        Priced priced =
                new Shop(NOTHING, NO_TAX).price(List.of(euros(1, 1, 1_999, 3), euros(2, 2, 5, 1)));

        assertThat(priced.amounts())
                .isEqualTo(
                        new Amounts(
                                new Money(6_002, EUR),
                                new Money(0, EUR),
                                new Money(0, EUR),
                                new Money(0, EUR),
                                new Money(6_002, EUR),
                                false));
        assertThat(priced.consignments()).hasSize(2);
    }

    @Example
    void tax_on_top_and_in_the_price() {
        var rates = List.of(new TaxSettings.Rate(Set.of("TN"), Set.of(), new BigDecimal("19")));
        var onTop = new Shop(NOTHING, new TaxSettings(false, true, BigDecimal.ZERO, rates));
        var within = new Shop(NOTHING, new TaxSettings(true, true, BigDecimal.ZERO, rates));

        assertThat(onTop.price(List.of(euros(1, 1, 10_000, 1))).amounts())
                .satisfies(
                        it -> {
                            assertThat(it.tax().amount()).isEqualTo(1_900);
                            assertThat(it.total().amount()).isEqualTo(11_900);
                        });
        assertThat(within.price(List.of(euros(1, 1, 11_900, 1))).amounts())
                .satisfies(
                        it -> {
                            assertThat(it.tax().amount()).isEqualTo(1_900);
                            assertThat(it.total().amount()).isEqualTo(11_900);
                        });
    }

    @Example
    void the_rate_of_the_nearest_category_counts() {
        var settings =
                new TaxSettings(
                        false,
                        true,
                        new BigDecimal("20"),
                        List.of(
                                new TaxSettings.Rate(
                                        Set.of("TN"), Set.of(BOOKS), new BigDecimal("7")),
                                new TaxSettings.Rate(
                                        Set.of("TN"), Set.of(NOVELS), new BigDecimal("5.5")),
                                new TaxSettings.Rate(
                                        Set.of("TN"), Set.of(), new BigDecimal("19"))));
        var tax = new Tax(settings);

        assertThat(tax.rateFor("TN", List.of(NOVELS, BOOKS))).isEqualTo(55_000);
        assertThat(tax.rateFor("TN", List.of(BOOKS))).isEqualTo(70_000);
        assertThat(tax.rateFor("TN", List.of())).isEqualTo(190_000);
        assertThat(tax.rateFor("FR", List.of(BOOKS))).isEqualTo(200_000);
    }

    @Example
    void shipping_is_flat_by_weight_and_free_above_for_each_consignment() {
        var settings = standard(700, 200, 10_000L);
        var shop = new Shop(settings, NO_TAX);

        // 3 x 250 g, and 2 pieces of the default weight
        var light = wanted(1, 1, new Money(1_000, EUR), 3, List.of(), 250L);
        Priced priced = shop.price(List.of(light, euros(2, 2, 1_000, 2), euros(3, 3, 10_000, 1)));

        assertThat(priced.consignments())
                .extracting(it -> it.amounts().shipping().amount())
                .containsExactly(850L, 900L, 0L);
    }

    @Example
    void what_does_not_go_there_is_refused() {
        var rate = new ShippingSettings.Rate(Set.of("TN"), EUR, 700, 0, null);
        var settings =
                new ShippingSettings(
                        500,
                        Map.of(
                                "standard",
                                new Method(List.of(rate)),
                                "pigeon",
                                new Method(List.of(ShippingSettings.Rate.FREE))));
        var shop = new Shop(settings, NO_TAX);
        List<Wanted> cart = List.of(euros(1, 1, 1, 1));

        assertThat(refusal(() -> shop.price(cart, new Way("standard", "FR"))))
                .isEqualTo(new ShippingNotPossible("standard", "FR", List.of("pigeon")));
        assertThat(refusal(() -> shop.price(cart, new Way("rocket", "TN"))))
                .isEqualTo(new ShippingNotPossible("rocket", "TN", List.of("pigeon", "standard")));
    }

    @Example
    void more_than_can_be_reckoned_with_is_refused() {
        List<Wanted> cart = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            cart.add(euros(i, 1, 100_000_000_000_000L, Quantity.MAX));
        }
        var taxed = new TaxSettings(false, true, new BigDecimal("900"), List.of());

        assertThat(refusal(() -> new Shop(NOTHING, NO_TAX).price(cart)))
                .isEqualTo(new TotalTooLarge());
        assertThat(refusal(() -> new Shop(NOTHING, taxed).price(cart.subList(0, 1))))
                .isEqualTo(new TotalTooLarge());
    }

    @Example
    void settings_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new ShippingSettings.Rate(Set.of(), null, 1, 0, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ShippingSettings.Rate(Set.of(), EUR, -1, 0, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TaxSettings(false, true, new BigDecimal("-1"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Rejection refusal(Runnable work) {
        try {
            work.run();
        } catch (Rejected refused) {
            return refused.rejection();
        }
        throw new AssertionError("not refused");
    }
}
