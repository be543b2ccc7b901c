package souk.cart.command;

import static org.axonframework.test.matchers.Matchers.matches;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.account.AccountId;
import souk.cart.CartCommand.AddItem;
import souk.cart.CartCommand.ChangeQuantity;
import souk.cart.CartCommand.ClearCart;
import souk.cart.CartCommand.CreateCart;
import souk.cart.CartCommand.RemoveItem;
import souk.cart.CartCommand.TakeOverCart;
import souk.cart.CartEvent.CartAbandoned;
import souk.cart.CartEvent.CartCheckedOut;
import souk.cart.CartEvent.CartCleared;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.CartMerged;
import souk.cart.CartEvent.GuestCartTakenOver;
import souk.cart.CartEvent.GuestCartTakenOver.TakenItem;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartEvent.ItemRemoved;
import souk.cart.CartEvent.QuantityChanged;
import souk.cart.CartId;
import souk.cart.CartNote;
import souk.cart.CartNote.Reason;
import souk.cart.CartOwner;
import souk.cart.CartRejection.CartClosed;
import souk.cart.CartRejection.CartFull;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartRejection.LineNotFound;
import souk.cart.CartRejection.MixedCurrencies;
import souk.cart.CartRejection.NotForSale;
import souk.cart.CartRejection.QuantityTooLarge;
import souk.cart.CartView;
import souk.cart.CartView.Line;
import souk.cart.CartView.PriceChange;
import souk.cart.CartView.Status;
import souk.inventory.StockRejection.OutOfStock;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.kernel.Sku;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class CartTest {

    private static final CartId CART = new CartId("cart_01hzy00000000000000000000a");
    private static final CartOwner OWNER = CartOwner.guest("0f");
    private static final CartOwner THIEF = CartOwner.guest("f0");
    private static final Sku MUG = new Sku("MUG");
    private static final Sku BOWL = new Sku("BOWL");
    private static final CartCreated CREATED = new CartCreated(CART, OWNER);
    private static final Money PRICE = TestAssortment.TEN_EUROS;
    private static final ItemAdded TWO_MUGS = added(MUG, 2);
    private static final AccountId ACCOUNT = new AccountId("acc_01hzy00000000000000000000z");
    private static final CartId ACCOUNTS = CartId.of(ACCOUNT);
    private static final CartOwner BUYER = CartOwner.account(ACCOUNT);

    private final TestAssortment assortment = new TestAssortment();

    /** What the guest has had in his cart; nothing where it has been taken over already. */
    private Optional<List<Held>> guestsLines = Optional.of(List.of());

    private final GuestCarts guests = (_, _, _) -> guestsLines;

    private FixtureConfiguration<Cart> cart;

    @BeforeEach
    void fixture() {
        cart = new AggregateTestFixture<>(Cart.class);
        cart.registerInjectableResource(assortment.open());
        cart.registerInjectableResource(guests);
    }

    private static ItemAdded added(Sku sku, int quantity) {
        return new ItemAdded(CART, sku, new Quantity(quantity), PRICE);
    }

    private static Line line(Sku sku, int quantity) {
        return new Line(
                sku,
                TestAssortment.PRODUCT,
                "The " + sku,
                quantity,
                PRICE,
                PRICE,
                PRICE.times(quantity),
                true);
    }

    private static CartView view(long version, Line... lines) {
        int items = IntStream.range(0, lines.length).map(i -> lines[i].quantity()).sum();
        return new CartView(CART, Status.OPEN, List.of(lines), items, List.of(), version);
    }

    private static void isRefused(ResultValidator<Cart> result, Rejection rejection) {
        result.expectNoEvents().expectExceptionDetails(rejection);
    }

    @Nested
    class Abandoning {

        @Test
        void ends_what_was_never_begun_as_well() {
            cart.givenNoPriorActivity()
                    .whenConstructing(() -> Cart.abandoned(ACCOUNTS, BUYER))
                    .expectEvents(new CartCreated(ACCOUNTS, BUYER), new CartAbandoned(ACCOUNTS));
        }
    }

    @Nested
    class Creating {

        @Test
        void opens_an_empty_cart() {
            cart.givenNoPriorActivity()
                    .when(new CreateCart(CART, OWNER))
                    .expectEvents(CREATED)
                    .expectResultMessagePayload(view(0));
        }

        @Test
        void twice_gives_the_same_cart() {
            cart.given(CREATED, TWO_MUGS)
                    .when(new CreateCart(CART, OWNER))
                    .expectNoEvents()
                    .expectResultMessagePayload(view(1, line(MUG, 2)));
        }

        @Test
        void gives_an_account_the_cart_of_its_own() {
            cart.givenNoPriorActivity()
                    .when(new CreateCart(ACCOUNTS, BUYER))
                    .expectEvents(new CartCreated(ACCOUNTS, BUYER));
        }

        @Test
        void a_guests_cart_in_place_of_an_accounts_is_refused() {
            isRefused(
                    cart.givenNoPriorActivity().when(new CreateCart(ACCOUNTS, OWNER)),
                    new CartNotFound());
        }

        @Test
        void a_second_cart_of_an_account_is_refused() {
            isRefused(
                    cart.givenNoPriorActivity().when(new CreateCart(CART, BUYER)),
                    new CartNotFound());
        }

        @Test
        void over_somebody_elses_cart_is_refused() {
            isRefused(cart.given(CREATED).when(new CreateCart(CART, THIEF)), new CartNotFound());
        }
    }

    @Nested
    class Adding {

        @Test
        void starts_a_line() {
            cart.given(CREATED)
                    .when(new AddItem(CART, OWNER, MUG, new Quantity(2)))
                    .expectEvents(TWO_MUGS)
                    .expectResultMessagePayload(view(1, line(MUG, 2)));
        }

        @Test
        void adds_up_with_the_line_there_is() {
            cart.given(CREATED, TWO_MUGS)
                    .when(new AddItem(CART, OWNER, MUG, new Quantity(3)))
                    .expectEvents(added(MUG, 3))
                    .expectResultMessagePayload(view(2, line(MUG, 5)));
        }

        @Test
        void keeps_lines_in_the_order_of_their_first_addition() {
            cart.given(CREATED, TWO_MUGS, added(BOWL, 1))
                    .when(new AddItem(CART, OWNER, MUG, new Quantity(1)))
                    .expectResultMessagePayload(view(3, line(MUG, 3), line(BOWL, 1)));
        }

        @Test
        void is_refused_beyond_the_largest_quantity() {
            isRefused(
                    cart.given(CREATED, TWO_MUGS)
                            .when(new AddItem(CART, OWNER, MUG, new Quantity(Quantity.MAX - 1))),
                    new QuantityTooLarge(MUG));
        }

        @Test
        void is_refused_beyond_the_last_line() {
            Object[] full =
                    IntStream.range(0, 501)
                            .mapToObj(i -> i == 0 ? CREATED : added(new Sku("S" + i), 1))
                            .toArray();

            isRefused(
                    cart.given(full).when(new AddItem(CART, OWNER, MUG, new Quantity(1))),
                    new CartFull(500));
            cart.given(full)
                    .when(new AddItem(CART, OWNER, new Sku("S1"), new Quantity(1)))
                    .expectEvents(added(new Sku("S1"), 1));
        }

        @Test
        void opens_the_cart_of_an_account() {
            cart.givenNoPriorActivity()
                    .when(new AddItem(ACCOUNTS, BUYER, MUG, new Quantity(2)))
                    .expectEvents(
                            new CartCreated(ACCOUNTS, BUYER),
                            new ItemAdded(ACCOUNTS, MUG, new Quantity(2), PRICE));
        }

        @Test
        void to_no_cart_of_a_guest_is_refused() {
            isRefused(
                    cart.givenNoPriorActivity()
                            .when(new AddItem(CART, OWNER, MUG, new Quantity(1))),
                    new CartNotFound());
        }

        @Test
        void remembers_the_price_of_the_day() {
            Money today = new Money(1_200, PRICE.currency());
            assortment.price(MUG, today);

            cart.given(CREATED, TWO_MUGS)
                    .when(new AddItem(CART, OWNER, MUG, new Quantity(1)))
                    .expectEvents(new ItemAdded(CART, MUG, new Quantity(1), today));
        }

        @Test
        void tells_what_costs_something_else_by_now() {
            Money today = new Money(1_200, PRICE.currency());
            assortment.price(MUG, today);

            cart.given(CREATED, TWO_MUGS)
                    .when(new AddItem(CART, OWNER, BOWL, new Quantity(1)))
                    .expectResultMessageMatching(
                            matches(
                                    answer -> {
                                        var view = (CartView) answer.getPayload();
                                        return view.priceChanges()
                                                        .equals(
                                                                List.of(
                                                                        new PriceChange(
                                                                                MUG, PRICE, today)))
                                                && new Money(3_400, PRICE.currency())
                                                        .equals(view.subtotal());
                                    }));
        }

        @Test
        void what_is_not_for_sale_is_refused() {
            assortment.delist(MUG);
            assortment.neverOffered(BOWL);

            isRefused(
                    cart.given(CREATED).when(new AddItem(CART, OWNER, MUG, new Quantity(1))),
                    new NotForSale(MUG));
            isRefused(
                    cart.given(CREATED).when(new AddItem(CART, OWNER, BOWL, new Quantity(1))),
                    new NotForSale(BOWL));
        }

        @Test
        void more_than_there_is_is_refused() {
            assortment.stock(MUG, 4);

            cart.given(CREATED, TWO_MUGS)
                    .when(new AddItem(CART, OWNER, MUG, new Quantity(2)))
                    .expectEvents(TWO_MUGS);
            isRefused(
                    cart.given(CREATED, TWO_MUGS)
                            .when(new AddItem(CART, OWNER, MUG, new Quantity(3))),
                    OutOfStock.of(MUG, 4));
        }

        @Test
        void what_is_sold_in_another_currency_is_refused() {
            var dinars = Currency.getInstance("TND");
            assortment.price(BOWL, new Money(30_000, dinars));

            isRefused(
                    cart.given(CREATED, TWO_MUGS)
                            .when(new AddItem(CART, OWNER, BOWL, new Quantity(1))),
                    new MixedCurrencies(BOWL, dinars, PRICE.currency()));
            cart.given(CREATED, TWO_MUGS, new ItemRemoved(CART, MUG))
                    .when(new AddItem(CART, OWNER, BOWL, new Quantity(1)))
                    .expectEvents(
                            new ItemAdded(CART, BOWL, new Quantity(1), new Money(30_000, dinars)));
        }

        @Test
        void to_a_cart_that_was_taken_over_is_refused() {
            isRefused(
                    cart.given(CREATED, TWO_MUGS, new CartMerged(CART, ACCOUNTS))
                            .when(new AddItem(CART, OWNER, MUG, new Quantity(1))),
                    new CartClosed());
        }

        @Test
        void to_somebody_elses_cart_is_refused() {
            isRefused(
                    cart.given(CREATED).when(new AddItem(CART, THIEF, MUG, new Quantity(1))),
                    new CartNotFound());
        }
    }

    @Nested
    class Changing {

        @Test
        void sets_the_quantity() {
            cart.given(CREATED, TWO_MUGS)
                    .when(new ChangeQuantity(CART, OWNER, MUG, 7))
                    .expectEvents(new QuantityChanged(CART, MUG, new Quantity(7)))
                    .expectResultMessagePayload(view(2, line(MUG, 7)));
        }

        @Test
        void to_what_it_is_changes_nothing() {
            cart.given(CREATED, TWO_MUGS)
                    .when(new ChangeQuantity(CART, OWNER, MUG, 2))
                    .expectNoEvents()
                    .expectResultMessagePayload(view(1, line(MUG, 2)));
        }

        @Test
        void to_zero_removes_the_line() {
            cart.given(CREATED, TWO_MUGS)
                    .when(new ChangeQuantity(CART, OWNER, MUG, 0))
                    .expectEvents(new ItemRemoved(CART, MUG))
                    .expectResultMessagePayload(view(2));
        }

        @Test
        void to_more_than_there_is_is_refused() {
            assortment.stock(MUG, 6);

            isRefused(
                    cart.given(CREATED, TWO_MUGS).when(new ChangeQuantity(CART, OWNER, MUG, 7)),
                    OutOfStock.of(MUG, 6));
        }

        @Test
        void to_more_of_what_is_not_for_sale_is_refused() {
            assortment.delist(MUG);

            isRefused(
                    cart.given(CREATED, TWO_MUGS).when(new ChangeQuantity(CART, OWNER, MUG, 3)),
                    new NotForSale(MUG));
        }

        @Test
        void to_less_is_possible_whatever_became_of_the_offer() {
            assortment.delist(MUG);
            assortment.stock(MUG, 0);

            cart.given(CREATED, TWO_MUGS)
                    .when(new ChangeQuantity(CART, OWNER, MUG, 1))
                    .expectEvents(new QuantityChanged(CART, MUG, new Quantity(1)));
        }

        @Test
        void a_cart_that_was_taken_over_is_refused() {
            isRefused(
                    cart.given(CREATED, TWO_MUGS, new CartMerged(CART, ACCOUNTS))
                            .when(new ChangeQuantity(CART, OWNER, MUG, 1)),
                    new CartClosed());
        }

        @Test
        void a_line_that_is_not_there_is_refused() {
            isRefused(
                    cart.given(CREATED).when(new ChangeQuantity(CART, OWNER, MUG, 1)),
                    new LineNotFound(MUG));
        }

        @Test
        void somebody_elses_cart_is_refused() {
            isRefused(
                    cart.given(CREATED, TWO_MUGS).when(new ChangeQuantity(CART, THIEF, MUG, 1)),
                    new CartNotFound());
        }
    }

    @Nested
    class After_checkout {

        private static final CartCheckedOut BOUGHT = new CartCheckedOut(CART, "an order");

        @Test
        void it_is_empty() {
            cart.given(CREATED, TWO_MUGS, BOUGHT)
                    .when(new CreateCart(CART, OWNER))
                    .expectResultMessagePayload(view(2));
        }

        @Test
        void it_is_filled_anew() {
            cart.given(CREATED, TWO_MUGS, BOUGHT)
                    .when(new AddItem(CART, OWNER, MUG, new Quantity(1)))
                    .expectEvents(added(MUG, 1))
                    .expectResultMessagePayload(view(3, line(MUG, 1)));
        }

        @Test
        void it_takes_another_currency() {
            var dinars = new Money(30_000, Currency.getInstance("TND"));
            assortment.price(BOWL, dinars);

            cart.given(CREATED, TWO_MUGS, BOUGHT)
                    .when(new AddItem(CART, OWNER, BOWL, new Quantity(1)))
                    .expectEvents(new ItemAdded(CART, BOWL, new Quantity(1), dinars));
        }
    }

    @Nested
    class Removing {

        @Test
        void drops_the_line() {
            cart.given(CREATED, TWO_MUGS)
                    .when(new RemoveItem(CART, OWNER, MUG))
                    .expectEvents(new ItemRemoved(CART, MUG))
                    .expectResultMessagePayload(view(2));
        }

        @Test
        void a_line_that_is_not_there_is_refused() {
            isRefused(
                    cart.given(CREATED).when(new RemoveItem(CART, OWNER, MUG)),
                    new LineNotFound(MUG));
        }

        @Test
        void from_somebody_elses_cart_is_refused() {
            isRefused(
                    cart.given(CREATED, TWO_MUGS).when(new RemoveItem(CART, THIEF, MUG)),
                    new CartNotFound());
        }
    }

    @Nested
    class Clearing {

        @Test
        void drops_all_lines() {
            cart.given(CREATED, TWO_MUGS, added(BOWL, 1))
                    .when(new ClearCart(CART, OWNER))
                    .expectEvents(new CartCleared(CART))
                    .expectResultMessagePayload(view(3));
        }

        @Test
        void an_empty_cart_changes_nothing() {
            cart.given(CREATED).when(new ClearCart(CART, OWNER)).expectNoEvents();
        }

        @Test
        void somebody_elses_cart_is_refused() {
            isRefused(cart.given(CREATED).when(new ClearCart(CART, THIEF)), new CartNotFound());
        }
    }

    @Nested
    class TakingOver {

        private static final CartCreated OPENED = new CartCreated(ACCOUNTS, BUYER);
        private static final ItemAdded TWO_MUGS_BEFORE =
                new ItemAdded(ACCOUNTS, MUG, new Quantity(2), PRICE);
        private static final TakeOverCart TAKE_OVER =
                new TakeOverCart(ACCOUNTS, BUYER, CART, OWNER);

        private GuestCartTakenOver taken(List<TakenItem> items, CartNote... left) {
            return new GuestCartTakenOver(ACCOUNTS, CART, items, List.of(left));
        }

        private TakenItem item(Sku sku, int quantity) {
            return new TakenItem(sku, new Quantity(quantity), PRICE);
        }

        private void guestHas(Held... lines) {
            guestsLines = Optional.of(List.of(lines));
        }

        @Test
        void adds_up_with_what_is_there() {
            guestHas(new Held(MUG, 3, PRICE), new Held(BOWL, 1, PRICE));

            cart.given(OPENED, TWO_MUGS_BEFORE)
                    .when(TAKE_OVER)
                    .expectEvents(taken(List.of(item(MUG, 3), item(BOWL, 1))))
                    .expectResultMessagePayload(
                            new CartView(
                                    ACCOUNTS,
                                    Status.OPEN,
                                    List.of(line(MUG, 5), line(BOWL, 1)),
                                    6,
                                    List.of(),
                                    2));
        }

        @Test
        void opens_the_cart_of_the_account() {
            guestHas(new Held(MUG, 3, PRICE));

            cart.givenNoPriorActivity()
                    .when(TAKE_OVER)
                    .expectEvents(OPENED, taken(List.of(item(MUG, 3))));
        }

        @Test
        void keeps_the_price_that_the_guest_has_seen() {
            Money seen = new Money(900, PRICE.currency());
            guestHas(new Held(MUG, 1, seen), new Held(BOWL, 1, null));

            cart.given(OPENED)
                    .when(TAKE_OVER)
                    .expectEvents(
                            taken(
                                    List.of(
                                            new TakenItem(MUG, new Quantity(1), seen),
                                            item(BOWL, 1))));
        }

        @Test
        void leaves_behind_what_there_is_not_enough_of() {
            assortment.stock(MUG, 4);
            guestHas(new Held(MUG, 3, PRICE));

            cart.given(OPENED, TWO_MUGS_BEFORE)
                    .when(TAKE_OVER)
                    .expectEvents(
                            taken(
                                    List.of(item(MUG, 2)),
                                    new CartNote(MUG, 1, Reason.OUT_OF_STOCK)));
        }

        @Test
        void leaves_behind_what_is_too_much_for_a_line() {
            guestHas(new Held(MUG, Quantity.MAX, PRICE));

            cart.given(OPENED, TWO_MUGS_BEFORE)
                    .when(TAKE_OVER)
                    .expectEvents(
                            taken(
                                    List.of(item(MUG, Quantity.MAX - 2)),
                                    new CartNote(MUG, 2, Reason.QUANTITY_TOO_LARGE)));
        }

        @Test
        void leaves_behind_what_is_not_for_sale() {
            assortment.delist(MUG);
            guestHas(new Held(MUG, 3, PRICE));

            cart.given(OPENED)
                    .when(TAKE_OVER)
                    .expectEvents(taken(List.of(), new CartNote(MUG, 3, Reason.NOT_FOR_SALE)));
        }

        @Test
        void leaves_behind_what_is_sold_in_another_currency() {
            assortment.price(BOWL, new Money(30_000, Currency.getInstance("TND")));
            guestHas(new Held(MUG, 1, PRICE), new Held(BOWL, 3, PRICE));

            cart.given(OPENED)
                    .when(TAKE_OVER)
                    .expectEvents(
                            taken(
                                    List.of(item(MUG, 1)),
                                    new CartNote(BOWL, 3, Reason.MIXED_CURRENCIES)));
        }

        @Test
        void leaves_behind_what_has_no_line_left() {
            Object[] almostFull =
                    IntStream.range(0, 500)
                            .mapToObj(
                                    i ->
                                            i == 0
                                                    ? OPENED
                                                    : new ItemAdded(
                                                            ACCOUNTS,
                                                            new Sku("S" + i),
                                                            new Quantity(1),
                                                            PRICE))
                            .toArray();
            guestHas(
                    new Held(MUG, 1, PRICE),
                    new Held(BOWL, 3, PRICE),
                    new Held(new Sku("S1"), 1, PRICE));

            cart.given(almostFull)
                    .when(TAKE_OVER)
                    .expectEvents(
                            taken(
                                    List.of(item(MUG, 1), item(new Sku("S1"), 1)),
                                    new CartNote(BOWL, 3, Reason.CART_FULL)));
        }

        @Test
        void again_changes_nothing() {
            guestsLines = Optional.empty();

            cart.given(OPENED, TWO_MUGS_BEFORE).when(TAKE_OVER).expectNoEvents();
        }

        @Test
        void an_empty_cart_changes_nothing() {
            cart.given(OPENED, TWO_MUGS_BEFORE).when(TAKE_OVER).expectNoEvents();
        }

        @Test
        void somebody_elses_cart_is_refused() {
            cart = new AggregateTestFixture<>(Cart.class);
            cart.registerInjectableResource(assortment.open());
            cart.registerInjectableResource(
                    (GuestCarts)
                            (_, _, _) -> {
                                throw new Rejected(new CartNotFound());
                            });

            isRefused(cart.given(OPENED).when(TAKE_OVER), new CartNotFound());
        }

        @Test
        void into_somebody_elses_cart_is_refused() {
            isRefused(
                    cart.given(new CartCreated(ACCOUNTS, THIEF)).when(TAKE_OVER),
                    new CartNotFound());
        }
    }
}
