package souk.cart.query;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.cart.query.TestListings.TEN_EUROS;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.cart.CartEvent;
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
import souk.cart.CartQuery.FindCart;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartView;
import souk.cart.CartView.Line;
import souk.cart.CartView.PriceChange;
import souk.cart.CartView.Status;
import souk.inventory.StockEvent.StockCounted;
import souk.inventory.StockEvent.StockOpened;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.platform.query.QueryNodeTest;
import souk.seller.SellerId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The cart's view, from events to answers. */
@QueryNodeTest
class CartViewTest {

    private static final CartOwner OWNER = CartOwner.guest("somebody");
    private static final SellerId SELLER = new SellerId("sel_01hzy00000000000000000000a");
    private static int created;

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired JdbcTemplate jdbc;

    @Autowired TestListings listings;

    private final CartId cart = newId();
    private Sku mug;
    private Sku pen;
    private Sku cup;

    @BeforeEach
    void receive() {
        mug = inStock("MUG", 100);
        pen = inStock("PEN", 100);
        cup = inStock("CUP", 100);
    }

    @AfterEach
    void parked_nothing() {
        assertThat(
                        jdbc.queryForList(
                                "select * from axon.dead_letter_entry where processing_group ="
                                        + " 'cart.view'"))
                .isEmpty();
    }

    private static CartId newId() {
        return new CartId(Ids.of(CartId.PREFIX, ++created, new byte[10]));
    }

    private static Quantity of(int quantity) {
        return new Quantity(quantity);
    }

    private ItemAdded added(Sku sku, int quantity) {
        return new ItemAdded(cart, sku, of(quantity), TEN_EUROS);
    }

    private static Line line(Sku sku, int quantity) {
        return line(sku, quantity, TEN_EUROS, true);
    }

    private static Line line(Sku sku, int quantity, Money price, boolean available) {
        return new Line(
                sku,
                TestListings.PRODUCT,
                TestListings.titleOf(sku),
                quantity,
                TEN_EUROS,
                price,
                price.times(quantity),
                available);
    }

    private CartView empty(Status status, long version) {
        return new CartView(cart, status, List.of(), 0, List.of(), version);
    }

    private Sku inStock(String name, int onHand) {
        var sku = new Sku(name + "-" + cart);
        events.publish(
                new GenericDomainEventMessage<>(
                        "Stock", "stock_" + sku, 0, new StockOpened(sku, SELLER)),
                new GenericDomainEventMessage<>(
                        "Stock", "stock_" + sku, 1, new StockCounted(sku, onHand)));
        return sku;
    }

    private void happen(CartEvent... happened) {
        happen(List.of(happened));
    }

    private void happen(List<? extends CartEvent> happened) {
        List<EventMessage<?>> messages = new ArrayList<>();
        for (int sequence = 0; sequence < happened.size(); sequence++) {
            CartEvent event = happened.get(sequence);
            messages.add(
                    new GenericDomainEventMessage<>(
                            "Cart", event.cartId().value(), sequence, event));
        }
        events.publish(messages);
    }

    private QueryResponseMessage<CartView> ask(CartId about, CartOwner asking) {
        long head = events.createHeadToken().position().orElseThrow();
        return queries.query(
                        new GenericQueryMessage<>(
                                        new FindCart(about, asking),
                                        ResponseTypes.instanceOf(CartView.class))
                                .withMetaData(Map.of(MessageKeys.POSITION, head)))
                .join();
    }

    private CartView view() {
        return ask(cart, OWNER).getPayload();
    }

    @Test
    void is_empty_when_created() {
        happen(new CartCreated(cart, OWNER));

        assertThat(view()).isEqualTo(empty(Status.OPEN, 0));
    }

    @Test
    void holds_what_was_added() {
        happen(new CartCreated(cart, OWNER), added(mug, 2));

        assertThat(view())
                .isEqualTo(new CartView(cart, Status.OPEN, List.of(line(mug, 2)), 2, List.of(), 1));
    }

    @Test
    void adds_up_what_was_added_twice() {
        happen(new CartCreated(cart, OWNER), added(mug, 2), added(mug, 3));

        assertThat(view().lines()).containsExactly(line(mug, 5));
        assertThat(view().itemCount()).isEqualTo(5);
    }

    @Test
    void takes_a_changed_quantity() {
        happen(
                new CartCreated(cart, OWNER),
                added(mug, 2),
                added(pen, 1),
                new QuantityChanged(cart, mug, of(7)));

        assertThat(view().lines()).containsExactly(line(mug, 7), line(pen, 1));
        assertThat(view().itemCount()).isEqualTo(8);
    }

    @Test
    void loses_what_was_removed() {
        happen(
                new CartCreated(cart, OWNER),
                added(mug, 2),
                added(pen, 1),
                new ItemRemoved(cart, mug));

        assertThat(view().lines()).containsExactly(line(pen, 1));
        assertThat(view().itemCount()).isEqualTo(1);
    }

    @Test
    void is_empty_when_cleared() {
        happen(new CartCreated(cart, OWNER), added(mug, 2), added(pen, 1), new CartCleared(cart));

        assertThat(view()).isEqualTo(empty(Status.OPEN, 3));
    }

    @Test
    void is_empty_and_open_when_checked_out() {
        happen(new CartCreated(cart, OWNER), added(mug, 2), new CartCheckedOut(cart, "an order"));

        assertThat(view()).isEqualTo(empty(Status.OPEN, 2));
    }

    @Test
    void shows_lines_in_the_order_in_which_they_came() {
        happen(
                new CartCreated(cart, OWNER),
                added(pen, 1),
                added(mug, 1),
                added(cup, 1),
                added(pen, 1),
                new ItemRemoved(cart, mug),
                added(mug, 4));

        assertThat(view().lines()).containsExactly(line(pen, 2), line(cup, 1), line(mug, 4));
    }

    @Test
    void shows_lines_that_come_back_after_clearing_as_new_ones() {
        happen(
                new CartCreated(cart, OWNER),
                added(pen, 1),
                added(mug, 7),
                new CartCleared(cart),
                added(mug, 2),
                added(pen, 3));

        assertThat(view().lines()).containsExactly(line(mug, 2), line(pen, 3));
        assertThat(view().itemCount()).isEqualTo(5);
    }

    @Test
    void shows_todays_prices_beside_those_seen() {
        Money today = new Money(1_250, TEN_EUROS.currency());
        listings.list(mug, today, true);
        happen(new CartCreated(cart, OWNER), added(mug, 2), added(pen, 1));

        assertThat(view().lines()).containsExactly(line(mug, 2, today, true), line(pen, 1));
        assertThat(view().priceChanges()).containsExactly(new PriceChange(mug, TEN_EUROS, today));
        assertThat(view().subtotal()).isEqualTo(new Money(3_500, TEN_EUROS.currency()));
    }

    @Test
    void takes_the_price_seen_last() {
        Money today = new Money(1_250, TEN_EUROS.currency());
        listings.list(mug, today, true);
        happen(new CartCreated(cart, OWNER), added(mug, 2), new ItemAdded(cart, mug, of(1), today));

        assertThat(view().lines().getFirst().unitPrice()).isEqualTo(today);
        assertThat(view().priceChanges()).isEmpty();
    }

    @Test
    void shows_what_was_added_before_prices_were_kept() {
        happen(new CartCreated(cart, OWNER), new ItemAdded(cart, mug, of(1), null));

        assertThat(view().lines().getFirst().unitPrice()).isNull();
        assertThat(view().priceChanges()).isEmpty();
        assertThat(view().subtotal()).isEqualTo(TEN_EUROS);
    }

    @Test
    void shows_what_is_delisted_as_not_available() {
        listings.list(mug, TEN_EUROS, false);
        happen(new CartCreated(cart, OWNER), added(mug, 2));

        assertThat(view().lines()).containsExactly(line(mug, 2, TEN_EUROS, false));
    }

    @Test
    void shows_what_costs_more_than_there_are_numbers_for() {
        Money most = new Money(Long.MAX_VALUE / 3, TEN_EUROS.currency());
        listings.list(mug, most, true);
        listings.list(pen, most, true);
        happen(new CartCreated(cart, OWNER), added(mug, 2), added(pen, 2));

        assertThat(view().lines()).hasSize(2);
        assertThat(view().subtotal()).isNull();
    }

    @Test
    void shows_what_was_never_offered_without_a_price() {
        listings.neverOffered(mug);
        happen(new CartCreated(cart, OWNER), added(mug, 2));

        assertThat(view().lines())
                .containsExactly(new Line(mug, null, null, 2, TEN_EUROS, null, null, false));
        assertThat(view().subtotal()).isNull();
    }

    @Test
    void shows_what_there_is_not_enough_of_as_not_available() {
        Sku rare = inStock("RARE", 2);
        happen(new CartCreated(cart, OWNER), added(rare, 3), added(mug, 100));

        assertThat(view().lines()).extracting(Line::available).containsExactly(false, true);
    }

    @Test
    void holds_what_was_taken_over_from_a_guest_and_notes_what_was_not() {
        var left = new CartNote(cup, 4, Reason.OUT_OF_STOCK);
        happen(
                new CartCreated(cart, OWNER),
                added(mug, 2),
                new GuestCartTakenOver(
                        cart,
                        newId(),
                        List.of(
                                new TakenItem(pen, of(1), TEN_EUROS),
                                new TakenItem(mug, of(3), TEN_EUROS)),
                        List.of(left)));

        assertThat(view())
                .isEqualTo(
                        new CartView(
                                cart,
                                Status.OPEN,
                                List.of(line(mug, 5), line(pen, 1)),
                                6,
                                List.of(left),
                                2));
    }

    @Test
    void forgets_notes_when_cleared() {
        happen(
                new CartCreated(cart, OWNER),
                new GuestCartTakenOver(
                        cart,
                        newId(),
                        List.of(new TakenItem(pen, of(1), TEN_EUROS)),
                        List.of(new CartNote(cup, 4, Reason.CART_FULL))),
                new CartCleared(cart));

        assertThat(view()).isEqualTo(empty(Status.OPEN, 2));
    }

    @Test
    void is_closed_and_empty_when_merged_into_another() {
        happen(new CartCreated(cart, OWNER), added(mug, 2), new CartMerged(cart, newId()));

        assertThat(view()).isEqualTo(empty(Status.MERGED, 2));
    }

    @Test
    void is_closed_and_empty_when_whoever_had_it_has_left() {
        happen(
                new CartCreated(cart, OWNER),
                added(mug, 2),
                new GuestCartTakenOver(
                        cart, newId(), List.of(), List.of(new CartNote(cup, 4, Reason.CART_FULL))),
                new CartAbandoned(cart));

        assertThat(view()).isEqualTo(empty(Status.ABANDONED, 3));
    }

    @Test
    void tells_the_version_of_the_last_event() {
        happen(new CartCreated(cart, OWNER), added(mug, 2), new ItemRemoved(cart, mug));

        assertThat(view().version()).isEqualTo(2);
    }

    @Test
    void is_not_found_by_somebody_else() {
        happen(new CartCreated(cart, OWNER));

        assertThat(refusalOf(ask(cart, CartOwner.guest("else")))).isEqualTo(new CartNotFound());
    }

    @Test
    void is_not_found_where_there_is_none() {
        happen(new CartCreated(newId(), OWNER));

        assertThat(refusalOf(ask(cart, OWNER))).isEqualTo(new CartNotFound());
    }

    private static Object refusalOf(QueryResponseMessage<?> answer) {
        return HandlerExecutionException.resolveDetails(answer.exceptionResult()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void holds_what_carts_hold_by_their_rules(long seed) {
        var random = new Random(seed);
        List<CartHistory> histories =
                IntStream.range(0, 10)
                        .mapToObj(_ -> new CartHistory(newId(), OWNER, 100, random))
                        .toList();

        histories.forEach(history -> happen(history.events));

        assertThat(histories)
                .allSatisfy(
                        history ->
                                assertThat(ask(history.outcome().id(), OWNER).getPayload())
                                        .isEqualTo(history.outcome()));
    }
}
