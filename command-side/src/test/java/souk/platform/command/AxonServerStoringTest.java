package souk.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import static souk.platform.command.Shopping.addMug;
import static souk.platform.command.Shopping.create;

import io.axoniq.axonserver.grpc.event.Event;
import io.micrometer.core.instrument.MeterRegistry;

import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.cart.CartEvent.CartCleared;
import souk.cart.CartId;
import souk.cart.CartView;
import souk.kernel.MessageKeys;
import souk.kernel.Personal;
import souk.kernel.Published;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

@OverAxonServer
class AxonServerStoringTest {

    @Published("axonserver.test.Moved")
    record Moved(String account, Personal<String> email) {}

    @Autowired Shopping shopping;
    @Autowired EventStore events;
    @Autowired Cache aggregateCache;
    @Autowired MeterRegistry meters;

    private final CartId cart = Shopping.newCart();

    private static EventMessage<?> cleared(CartId cart, long sequence) {
        return new GenericDomainEventMessage<>(
                "Cart", cart.value(), sequence, new CartCleared(cart));
    }

    @Test
    void an_event_bears_its_published_name_and_its_origin() {
        shopping.send(create(cart), Map.of(MessageKeys.ACTOR, "guest"));

        Event event = shopping.stored(cart).getFirst();
        assertThat(event.getPayload().getType()).isEqualTo("cart.CartCreated");
        assertThat(event.getPayload().getRevision()).isEqualTo("1");
        assertThat(event.getMetaDataMap().get(MessageKeys.ACTOR).getTextValue()).isEqualTo("guest");
        assertThat(event.toString()).doesNotContain("souk.");
    }

    @Test
    void personal_values_are_sealed_there_and_open_here() {
        var moved = new Moved("a", Personal.of(cart.value(), "leila@example.org"));
        events.publish(new GenericDomainEventMessage<>("Test", cart.value(), 0, moved));

        String there = shopping.stored(cart).getFirst().getPayload().getData().toStringUtf8();
        assertThat(there).contains("sealed").doesNotContain("leila");
        assertThat(events.readEvents(cart.value()).next().getPayload()).isEqualTo(moved);
    }

    @Test
    void a_time_is_read_back_as_it_was_given() {
        List<EventMessage<?>> live = new CopyOnWriteArrayList<>();
        var subscription = events.subscribe(live::addAll);

        shopping.carryOut(create(cart));

        subscription.close();
        assertThat(events.readEvents(cart.value()).next().getTimestamp())
                .isEqualTo(live.getFirst().getTimestamp());
    }

    @Test
    void a_long_stream_is_read_from_a_snapshot_under_its_published_name() {
        shopping.carryOut(create(cart));
        for (int i = 0; i < 25; i++) {
            shopping.carryOut(addMug(cart));
        }
        await().untilAsserted(
                        () ->
                                assertThat(shopping.stored(cart).getFirst())
                                        .matches(Event::getSnapshot)
                                        .extracting(first -> first.getPayload().getType())
                                        .isEqualTo("cart.Cart"));

        aggregateCache.removeAll();

        assertThat(shopping.carryOut(addMug(cart)).itemCount()).isEqualTo(26);
    }

    @Nested
    class Conflicting {

        @Test
        void is_told_by_its_type() {
            shopping.carryOut(create(cart));

            assertThatThrownBy(() -> events.publish(cleared(cart, 0)))
                    .isInstanceOf(ConcurrencyException.class);
        }

        @Test
        void stores_nothing_of_the_unit_of_work_it_happens_in() {
            shopping.carryOut(create(cart));
            CartId other = Shopping.newCart();
            var unit = DefaultUnitOfWork.startAndGet(null);
            events.publish(cleared(other, 0), cleared(cart, 0));

            assertThatThrownBy(unit::commit).isInstanceOf(ConcurrencyException.class);

            assertThat(shopping.stored(other)).isEmpty();
            assertThat(shopping.stored(cart)).hasSize(1);
        }

        @Test
        void a_decision_on_a_stale_state_is_taken_again() {
            shopping.carryOut(create(cart));
            shopping.carryOut(addMug(cart));
            double before = meters.counter("souk.commands.retries").count();
            events.publish(cleared(cart, 2)); // as another node would, behind our cache's back

            CartView view = shopping.carryOut(addMug(cart));

            assertThat(view.itemCount()).isEqualTo(1);
            assertThat(view.version()).isEqualTo(3);
            assertThat(meters.counter("souk.commands.retries").count()).isEqualTo(before + 1);
        }
    }
}
