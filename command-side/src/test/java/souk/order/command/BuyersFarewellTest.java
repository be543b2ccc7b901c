package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static souk.order.command.OrderExamples.PLACED;

import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import souk.account.AccountId;
import souk.kernel.CommonRejection.TooMuchContention;
import souk.kernel.Ids;
import souk.kernel.Rejected;
import souk.order.OrderCommand.EraseBuyer;
import souk.order.OrderEvent.BuyerErased;
import souk.order.OrderId;
import souk.order.OrderPage;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderView;
import souk.platform.command.AtOnce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Many orders of one buyer, forgotten one after the other. */
class BuyersFarewellTest {

    private static final AccountId MIA = new AccountId("acc_01hzy00000000000000000000a");

    private final Set<OrderId> forgotten = new HashSet<>();
    private final Set<OrderId> stubborn = new HashSet<>();
    private final List<OrderId> tried = new ArrayList<>();
    private List<OrderId> orders = List.of();

    private final BuyersFarewell farewell = farewell();

    private BuyersFarewell farewell() {
        SimpleQueryBus queries = SimpleQueryBus.builder().build();
        queries.subscribe(ListOrders.class.getName(), OrderPage.class, this::page);
        AtOnce commands =
                command -> {
                    OrderId order = ((EraseBuyer) command).orderId();
                    tried.add(order);
                    if (stubborn.contains(order)) {
                        throw new Rejected(new TooMuchContention());
                    }
                    forgotten.add(order);
                };
        EventStore events =
                EmbeddedEventStore.builder()
                        .storageEngine(new InMemoryEventStorageEngine())
                        .build();
        events.publish(GenericEventMessage.asEventMessage(PLACED)); // so that there is a head
        return new BuyersFarewell(
                only(EventStore.class, events),
                only(QueryGateway.class, DefaultQueryGateway.builder().queryBus(queries).build()),
                only(AtOnce.class, commands));
    }

    private static <T> ObjectProvider<T> only(Class<T> type, T it) {
        return new StaticListableBeanFactory(Map.<String, Object>of("it", it))
                .getBeanProvider(type);
    }

    private OrderPage page(QueryMessage<?, ?> asked) {
        ListOrders query = (ListOrders) asked.getPayload();
        int from = query.after() == null ? 0 : Integer.parseInt(query.after());
        int to = Math.min(orders.size(), from + query.limit());
        return new OrderPage(
                orders.subList(from, to).stream().map(this::view).toList(),
                to < orders.size() ? Integer.toString(to) : null,
                null);
    }

    private OrderView view(OrderId id) {
        var state = new OrderState(OrderExamples.placedBy(MIA, id), Instant.EPOCH);
        if (forgotten.contains(id)) {
            state.evolve(new BuyerErased(id), Instant.EPOCH);
        }
        return OrderViews.of(state, 0, false);
    }

    private void bought(int many) {
        orders =
                IntStream.range(0, many)
                        .mapToObj(i -> new OrderId(Ids.of(OrderId.PREFIX, i, new byte[10])))
                        .toList();
    }

    @Test
    void so_many_at_a_time_and_each_once() {
        bought(250);
        assertThat(farewell.forget(MIA)).isTrue();
        assertThat(tried).hasSize(100);
        assertThat(farewell.forget(MIA)).isTrue();
        assertThat(farewell.forget(MIA)).isFalse();
        assertThat(tried).containsExactlyElementsOf(orders);
    }

    @Test
    void one_that_cannot_be_is_no_reason_to_remember_the_others() {
        bought(5);
        stubborn.add(orders.get(1));

        assertThatThrownBy(() -> farewell.forget(MIA))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        it -> assertThat(it.rejection()).isEqualTo(new TooMuchContention()));
        assertThat(forgotten).hasSize(4);

        stubborn.clear();
        assertThat(farewell.forget(MIA)).isFalse();
        assertThat(forgotten).hasSize(5);
    }
}
