package souk.cart.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.cart.CartEvent;
import souk.cart.CartEvent.CartCleared;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartEvent.ItemRemoved;
import souk.cart.CartEvent.QuantityChanged;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartQuery.FindCart;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartView;
import souk.cart.CartView.Line;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.platform.query.QueryNodeTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The cart's view, from events to answers. */
@QueryNodeTest
class CartViewTest {

    private static final CartOwner OWNER = CartOwner.guest("somebody");
    private static final Sku MUG = new Sku("MUG");
    private static final Sku PEN = new Sku("PEN");
    private static final Sku CUP = new Sku("CUP");
    private static int created;

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired JdbcTemplate jdbc;

    private final CartId cart = newId();

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

        assertThat(view()).isEqualTo(new CartView(cart, CartView.Status.OPEN, List.of(), 0, 0));
    }

    @Test
    void holds_what_was_added() {
        happen(new CartCreated(cart, OWNER), new ItemAdded(cart, MUG, of(2)));

        assertThat(view())
                .isEqualTo(
                        new CartView(cart, CartView.Status.OPEN, List.of(new Line(MUG, 2)), 2, 1));
    }

    @Test
    void adds_up_what_was_added_twice() {
        happen(
                new CartCreated(cart, OWNER),
                new ItemAdded(cart, MUG, of(2)),
                new ItemAdded(cart, MUG, of(3)));

        assertThat(view().lines()).containsExactly(new Line(MUG, 5));
        assertThat(view().itemCount()).isEqualTo(5);
    }

    @Test
    void takes_a_changed_quantity() {
        happen(
                new CartCreated(cart, OWNER),
                new ItemAdded(cart, MUG, of(2)),
                new ItemAdded(cart, PEN, of(1)),
                new QuantityChanged(cart, MUG, of(7)));

        assertThat(view().lines()).containsExactly(new Line(MUG, 7), new Line(PEN, 1));
        assertThat(view().itemCount()).isEqualTo(8);
    }

    @Test
    void loses_what_was_removed() {
        happen(
                new CartCreated(cart, OWNER),
                new ItemAdded(cart, MUG, of(2)),
                new ItemAdded(cart, PEN, of(1)),
                new ItemRemoved(cart, MUG));

        assertThat(view().lines()).containsExactly(new Line(PEN, 1));
        assertThat(view().itemCount()).isEqualTo(1);
    }

    @Test
    void is_empty_when_cleared() {
        happen(
                new CartCreated(cart, OWNER),
                new ItemAdded(cart, MUG, of(2)),
                new ItemAdded(cart, PEN, of(1)),
                new CartCleared(cart));

        assertThat(view()).isEqualTo(new CartView(cart, CartView.Status.OPEN, List.of(), 0, 3));
    }

    @Test
    void shows_lines_in_the_order_in_which_they_came() {
        happen(
                new CartCreated(cart, OWNER),
                new ItemAdded(cart, PEN, of(1)),
                new ItemAdded(cart, MUG, of(1)),
                new ItemAdded(cart, CUP, of(1)),
                new ItemAdded(cart, PEN, of(1)),
                new ItemRemoved(cart, MUG),
                new ItemAdded(cart, MUG, of(4)));

        assertThat(view().lines())
                .containsExactly(new Line(PEN, 2), new Line(CUP, 1), new Line(MUG, 4));
    }

    @Test
    void tells_the_version_of_the_last_event() {
        happen(
                new CartCreated(cart, OWNER),
                new ItemAdded(cart, MUG, of(2)),
                new ItemRemoved(cart, MUG));

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
