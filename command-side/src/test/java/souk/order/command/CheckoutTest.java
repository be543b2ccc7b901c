package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.order.command.Bazaar.EMAIL;
import static souk.order.command.Bazaar.GUEST;
import static souk.order.command.Bazaar.KWD;
import static souk.order.command.Bazaar.TND;
import static souk.order.command.Bazaar.TUNIS;
import static souk.order.command.Bazaar.checkout;
import static souk.order.command.Bazaar.dinars;
import static souk.order.command.Bazaar.newId;
import static souk.order.command.Bazaar.pounds;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountId;
import souk.cart.CartCommand.AddItem;
import souk.cart.CartCommand.CreateCart;
import souk.cart.CartCommand.TakeOverCart;
import souk.cart.CartEvent.CartCheckedOut;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartRejection.CartClosed;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartRejection.MixedCurrencies;
import souk.cart.CartView;
import souk.catalog.Editor;
import souk.catalog.NewVariant;
import souk.catalog.ProductChange;
import souk.catalog.ProductCommand.ChangeProduct;
import souk.catalog.ProductCommand.ListProduct;
import souk.catalog.ProductId;
import souk.inventory.StockEvent.StockReserved;
import souk.inventory.StockRejection.OutOfStock;
import souk.inventory.StockRejection.OutOfStock.Shortage;
import souk.kernel.CommonRejection.VersionMismatch;
import souk.kernel.MessageKeys;
import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.ConsignmentStatus;
import souk.order.OrderCommand.PlaceOrder;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderId;
import souk.order.OrderNumberEvent.OrderNumberTaken;
import souk.order.OrderRejection.CartChanged;
import souk.order.OrderRejection.CartEmpty;
import souk.order.OrderRejection.NotForSale;
import souk.order.OrderRejection.ShippingNotPossible;
import souk.order.OrderRejection.TotalNotPayable;
import souk.order.OrderRejection.TotalTooLarge;
import souk.order.OrderStatus;
import souk.order.OrderView;
import souk.order.Placement;
import souk.seller.SellerId;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** From cart to order, all of it or nothing. */
@OrderNode
class CheckoutTest {

    @Autowired Bazaar bazaar;

    private CartView look(CartId cart) {
        return (CartView) bazaar.carryOut(new CreateCart(cart, GUEST));
    }

    private void nothingHappened(CartId cart, PlaceOrder command, Sku... skus) {
        assertThat(look(cart).itemCount()).isPositive();
        assertThat(bazaar.historyOf(command.orderId().value())).isEmpty();
        for (Sku sku : skus) {
            assertThat(bazaar.shelf(sku).reserved()).isEmpty();
        }
    }

    @Test
    void everything_happens_at_once() {
        SellerId atlas = bazaar.seller();
        Sku mug = bazaar.on(atlas, dinars(19_900), 10);
        Sku bowl = bazaar.on(atlas, dinars(5_050), 10);
        CartId cart = bazaar.cart(2, mug, bowl);
        PlaceOrder command = checkout(cart);
        String id = command.orderId().value();

        Placement placement = bazaar.place(command);

        OrderView order = placement.order();
        assertThat(placement.justNow()).isTrue();
        assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
        assertThat(order.amounts().total()).isEqualTo(dinars(49_900));
        assertThat(order.lines()).extracting(OrderView.Line::sku).containsExactly(mug, bowl);
        Instant now = bazaar.clock().instant(); // events are stamped by that of the last node
        assertThat(order.payUntil())
                .isBetween(now.plus(Duration.ofMinutes(29)), now.plus(Duration.ofMinutes(31)));
        assertThat(order.email()).isEqualTo(EMAIL);
        assertThat(order.shippingAddress()).isEqualTo(TUNIS);
        assertThat(order.trackingToken()).isEqualTo("a token");
        assertThat(order.account()).isNull();
        assertThat(order.number().value()).startsWith("SK-");
        assertThat(order.timeline())
                .containsExactly(new OrderView.Moment("PLACED", order.placedAt()));
        assertThat(look(cart).lines()).isEmpty();
        assertThat(bazaar.historyOf(cart.value()).getLast())
                .isEqualTo(new CartCheckedOut(cart, id));
        assertThat(bazaar.historyOf("stock_" + mug))
                .contains(new StockReserved(mug, id, new Quantity(2)));
        assertThat(bazaar.shelf(bowl).reserved()).containsEntry(id, 2).hasSize(1);
        assertThat(bazaar.historyOf(OrderNumbers.stream(order.number())))
                .containsExactly(new OrderNumberTaken(order.number(), order.id()));
        assertThat(bazaar.historyOf(id)).hasSize(1);
    }

    @Test
    void each_seller_gets_a_consignment() {
        Sku mug = bazaar.mugs(10);
        Sku other = bazaar.mugs(10);

        OrderView order = bazaar.placed(3, mug, other);

        assertThat(order.consignments())
                .extracting(it -> it.lines().getFirst().sku())
                .containsExactly(mug, other);
        assertThat(order.consignments())
                .allSatisfy(
                        it -> {
                            assertThat(it.status()).isEqualTo(ConsignmentStatus.WAITING);
                            assertThat(it.total()).isEqualTo(dinars(59_700));
                            assertThat(it.seller().name()).isEqualTo("Atlas");
                        });
    }

    @Test
    void again_gives_the_same_order() {
        CartId cart = bazaar.cart(1, bazaar.mugs(10));
        Placement first = bazaar.place(checkout(cart));
        PlaceOrder secondTab = checkout(cart);

        Placement second = bazaar.place(secondTab);

        assertThat(second).isEqualTo(new Placement(first.order(), false));
        assertThat(bazaar.historyOf(secondTab.orderId().value())).isEmpty();
    }

    @Test
    void filled_again_the_cart_makes_another_order() {
        Sku mug = bazaar.mugs(10);
        CartId cart = bazaar.cart(1, mug);
        Placement first = bazaar.place(checkout(cart));
        bazaar.put(cart, mug, 2);

        Placement second = bazaar.place(checkout(cart));

        assertThat(second.justNow()).isTrue();
        assertThat(second.order().id()).isNotEqualTo(first.order().id());
        assertThat(bazaar.shelf(mug).available()).isEqualTo(7);
    }

    @Test
    void of_an_account_is_personal_to_the_account() {
        var account = new AccountId(newId(AccountId.PREFIX));
        CartOwner buyer = CartOwner.account(account);
        CartId cart = CartId.of(account);
        bazaar.carryOut(new AddItem(cart, buyer, bazaar.mugs(1), new Quantity(1)));

        OrderView order = bazaar.place(checkout(cart, buyer, dinars(19_900))).order();

        assertThat(order.account()).isEqualTo(account);
        var placed = (OrderPlaced) bazaar.historyOf(order.id().value()).getFirst();
        assertThat(placed.email()).isEqualTo(Personal.of(account.value(), EMAIL));
    }

    @Test
    void of_a_guest_is_personal_to_the_order() {
        OrderView order = bazaar.placed(1, bazaar.mugs(1));

        var placed = (OrderPlaced) bazaar.historyOf(order.id().value()).getFirst();
        assertThat(placed.shippingAddress()).isEqualTo(Personal.of(order.id().value(), TUNIS));
    }

    @Test
    void of_nothing_is_refused() {
        var account = new AccountId(newId(AccountId.PREFIX));

        assertThat(bazaar.refusalOf(checkout(bazaar.cart(1)))).isEqualTo(new CartEmpty());
        assertThat(bazaar.refusalOf(checkout(CartId.of(account), CartOwner.account(account), null)))
                .isEqualTo(new CartEmpty());
    }

    @Test
    void of_somebody_elses_cart_is_refused() {
        CartId cart = bazaar.cart(1, bazaar.mugs(1));
        CartOwner thief = CartOwner.guest("thief");

        assertThat(bazaar.refusalOf(checkout(cart, thief, null))).isEqualTo(new CartNotFound());
        bazaar.place(checkout(cart));
        assertThat(bazaar.refusalOf(checkout(cart, thief, null))).isEqualTo(new CartNotFound());
        assertThat(bazaar.refusalOf(checkout(new CartId(newId(CartId.PREFIX)))))
                .isEqualTo(new CartNotFound());
    }

    @Test
    void of_a_cart_that_was_taken_over_is_refused() {
        var account = new AccountId(newId(AccountId.PREFIX));
        CartId cart = bazaar.cart(1, bazaar.mugs(1));
        bazaar.carryOut(
                new TakeOverCart(CartId.of(account), CartOwner.account(account), cart, GUEST));

        assertThat(bazaar.refusalOf(checkout(cart))).isEqualTo(new CartClosed());
    }

    @Test
    void at_another_total_is_refused() {
        Sku mug = bazaar.mugs(1);
        CartId cart = bazaar.cart(1, mug);
        PlaceOrder command = checkout(cart, GUEST, dinars(19_899));

        assertThat(bazaar.refusalOf(command)).isEqualTo(new CartChanged(dinars(19_900)));
        nothingHappened(cart, command, mug);
    }

    @Test
    void of_a_cart_that_has_changed_is_refused_where_its_version_is_named() {
        Sku mug = bazaar.mugs(1);
        CartId cart = bazaar.cart(1, mug);
        PlaceOrder command = checkout(cart);

        assertThat(Bazaar.refusalOf(bazaar.send(command, Map.of(MessageKeys.EXPECTED_VERSION, 0L))))
                .isEqualTo(new VersionMismatch(1));
        nothingHappened(cart, command, mug);
        bazaar.send(command, Map.of(MessageKeys.EXPECTED_VERSION, 1L));
        assertThat(bazaar.historyOf(command.orderId().value())).hasSize(1);
    }

    @Test
    void of_what_is_not_there_is_refused_with_all_that_is_short() {
        Sku plenty = bazaar.mugs(9);
        Sku few = bazaar.mugs(3);
        Sku scarce = bazaar.mugs(3);
        CartId cart = bazaar.cart(3, few, plenty, scarce);
        bazaar.placed(2, few);
        bazaar.placed(3, scarce);
        PlaceOrder command = checkout(cart);

        assertThat(bazaar.refusalOf(command))
                .isEqualTo(
                        new OutOfStock(
                                List.of(new Shortage(few, 1), new Shortage(scarce, 0)).stream()
                                        .sorted(Comparator.comparing(it -> it.sku().value()))
                                        .toList()));
        nothingHappened(cart, command, plenty);
    }

    private ProductId productOf(CartId cart) {
        return java.util.Objects.requireNonNull(look(cart).lines().getFirst().productId());
    }

    @Test
    void of_what_is_not_for_sale_any_more_is_refused() {
        SellerId seller = bazaar.seller();
        Sku mug = bazaar.on(seller, dinars(5), 1);
        CartId cart = bazaar.cart(1, mug, bazaar.mugs(1));
        var editor = new Editor(seller, false);
        bazaar.carryOut(new ListProduct(productOf(cart), editor, false));
        PlaceOrder command = checkout(cart);

        assertThat(bazaar.refusalOf(command)).isEqualTo(new NotForSale(List.of(mug)));
        nothingHappened(cart, command, mug);
    }

    @Test
    void of_what_has_got_another_currency_is_refused() {
        SellerId seller = bazaar.seller();
        Sku mug = bazaar.on(seller, dinars(5), 1);
        Sku other = bazaar.mugs(1);
        CartId cart = bazaar.cart(1, mug, other);
        Currency euro = Currency.getInstance("EUR");
        var inEuros = new NewVariant(mug, null, new Money(100, euro), null);
        bazaar.carryOut(
                new ChangeProduct(
                        productOf(cart),
                        new Editor(seller, false),
                        new ProductChange(
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(inEuros),
                                List.of())));

        assertThat(bazaar.refusalOf(checkout(cart)))
                .isEqualTo(new MixedCurrencies(other, TND, euro));
    }

    @Test
    void by_a_way_that_is_not_is_refused() {
        CartId cart = bazaar.cart(1, bazaar.mugs(1));
        var command =
                new PlaceOrder(
                        cart,
                        GUEST,
                        new OrderId(newId(OrderId.PREFIX)),
                        EMAIL,
                        null,
                        TUNIS,
                        "rocket",
                        null,
                        "a token");

        assertThat(bazaar.refusalOf(command))
                .isEqualTo(new ShippingNotPossible("rocket", "TN", List.of("standard")));
        nothingHappened(cart, command);
    }

    @Test
    void at_a_total_that_nobody_can_pay_is_refused() {
        SellerId seller = bazaar.seller();
        Sku mug = bazaar.on(seller, new Money(19_905, KWD), 3);
        CartId cart = bazaar.cart(1, mug);
        PlaceOrder command = checkout(cart);

        assertThat(bazaar.refusalOf(command))
                .isEqualTo(
                        new TotalNotPayable(
                                new Money(19_905, KWD),
                                new Money(10, KWD),
                                new Money(10, KWD),
                                new Money(Long.MAX_VALUE, KWD)));
        nothingHappened(cart, command, mug);
        bazaar.put(cart, mug, 1);
        assertThat(bazaar.place(checkout(cart)).order().amounts().total())
                .isEqualTo(new Money(39_810, KWD));
    }

    @Test
    void for_less_than_is_ever_charged_is_refused() {
        Sku pin = bazaar.on(bazaar.seller(), pounds(15), 3);
        CartId cart = bazaar.cart(1, pin);
        PlaceOrder command = checkout(cart);
        var refusal = new TotalNotPayable(pounds(15), pounds(1), pounds(30), pounds(99_999_999));

        assertThat(bazaar.refusalOf(command)).isEqualTo(refusal);
        assertThat(refusal.message()).isEqualTo("The total is below the least that can be paid.");
        nothingHappened(cart, command, pin);
        bazaar.put(cart, pin, 1);
        assertThat(bazaar.place(checkout(cart)).order().amounts().total()).isEqualTo(pounds(30));
    }

    @Test
    void for_more_than_is_charged_at_once_is_refused() {
        Sku yacht = bazaar.on(bazaar.seller(), pounds(50_000_000), 3);
        CartId cart = bazaar.cart(2, yacht);
        PlaceOrder command = checkout(cart);
        var refusal =
                new TotalNotPayable(pounds(100_000_000), pounds(1), pounds(30), pounds(99_999_999));

        assertThat(bazaar.refusalOf(command)).isEqualTo(refusal);
        assertThat(refusal.message())
                .isEqualTo("The total is above the most that can be paid at once.");
        nothingHappened(cart, command, yacht);
    }

    @Test
    void of_more_than_can_be_reckoned_with_is_refused() {
        SellerId seller = bazaar.seller();
        CartId cart = bazaar.cart(1);
        for (int i = 0; i < 10; i++) {
            bazaar.put(
                    cart,
                    bazaar.on(seller, dinars(100_000_000_000_000L), Quantity.MAX),
                    Quantity.MAX);
        }

        assertThat(bazaar.refusalOf(checkout(cart))).isEqualTo(new TotalTooLarge());
    }
}
