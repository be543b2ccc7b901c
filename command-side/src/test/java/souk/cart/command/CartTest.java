package souk.cart.command;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.cart.CartCommand.AddItem;
import souk.cart.CartCommand.ChangeQuantity;
import souk.cart.CartCommand.ClearCart;
import souk.cart.CartCommand.CreateCart;
import souk.cart.CartCommand.RemoveItem;
import souk.cart.CartEvent.CartCleared;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartEvent.ItemRemoved;
import souk.cart.CartEvent.QuantityChanged;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartRejection.CartFull;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartRejection.LineNotFound;
import souk.cart.CartRejection.QuantityTooLarge;
import souk.cart.CartView;
import souk.cart.CartView.Line;
import souk.kernel.Quantity;
import souk.kernel.Rejection;
import souk.kernel.Sku;

import java.util.stream.IntStream;

class CartTest {

    private static final CartId CART = new CartId("cart_01hzy00000000000000000000a");
    private static final CartOwner OWNER = CartOwner.guest("0f");
    private static final CartOwner THIEF = CartOwner.guest("f0");
    private static final Sku MUG = new Sku("MUG");
    private static final Sku BOWL = new Sku("BOWL");
    private static final CartCreated CREATED = new CartCreated(CART, OWNER);
    private static final ItemAdded TWO_MUGS = new ItemAdded(CART, MUG, new Quantity(2));

    private FixtureConfiguration<Cart> cart;

    @BeforeEach
    void fixture() {
        cart = new AggregateTestFixture<>(Cart.class);
    }

    private static CartView view(long version, Line... lines) {
        int items = IntStream.range(0, lines.length).map(i -> lines[i].quantity()).sum();
        return new CartView(CART, CartView.Status.OPEN, java.util.List.of(lines), items, version);
    }

    private static void isRefused(ResultValidator<Cart> result, Rejection rejection) {
        result.expectNoEvents().expectExceptionDetails(rejection);
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
                    .expectResultMessagePayload(view(1, new Line(MUG, 2)));
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
                    .expectResultMessagePayload(view(1, new Line(MUG, 2)));
        }

        @Test
        void adds_up_with_the_line_there_is() {
            cart.given(CREATED, TWO_MUGS)
                    .when(new AddItem(CART, OWNER, MUG, new Quantity(3)))
                    .expectEvents(new ItemAdded(CART, MUG, new Quantity(3)))
                    .expectResultMessagePayload(view(2, new Line(MUG, 5)));
        }

        @Test
        void keeps_lines_in_the_order_of_their_first_addition() {
            cart.given(CREATED, TWO_MUGS, new ItemAdded(CART, BOWL, new Quantity(1)))
                    .when(new AddItem(CART, OWNER, MUG, new Quantity(1)))
                    .expectResultMessagePayload(view(3, new Line(MUG, 3), new Line(BOWL, 1)));
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
                            .mapToObj(
                                    i ->
                                            i == 0
                                                    ? CREATED
                                                    : new ItemAdded(
                                                            CART,
                                                            new Sku("S" + i),
                                                            new Quantity(1)))
                            .toArray();

            isRefused(
                    cart.given(full).when(new AddItem(CART, OWNER, MUG, new Quantity(1))),
                    new CartFull(500));
            cart.given(full)
                    .when(new AddItem(CART, OWNER, new Sku("S1"), new Quantity(1)))
                    .expectEvents(new ItemAdded(CART, new Sku("S1"), new Quantity(1)));
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
                    .expectResultMessagePayload(view(2, new Line(MUG, 7)));
        }

        @Test
        void to_what_it_is_changes_nothing() {
            cart.given(CREATED, TWO_MUGS)
                    .when(new ChangeQuantity(CART, OWNER, MUG, 2))
                    .expectNoEvents()
                    .expectResultMessagePayload(view(1, new Line(MUG, 2)));
        }

        @Test
        void to_zero_removes_the_line() {
            cart.given(CREATED, TWO_MUGS)
                    .when(new ChangeQuantity(CART, OWNER, MUG, 0))
                    .expectEvents(new ItemRemoved(CART, MUG))
                    .expectResultMessagePayload(view(2));
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
            cart.given(CREATED, TWO_MUGS, new ItemAdded(CART, BOWL, new Quantity(1)))
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
}
