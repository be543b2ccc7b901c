package souk.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static souk.platform.command.Shopping.MUG;
import static souk.platform.command.Shopping.addMug;
import static souk.platform.command.Shopping.create;

import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartId;
import souk.kernel.MessageKeys;
import souk.kernel.Quantity;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

@OverAxonServer
class AxonServerReadingTest {

    @Autowired Shopping shopping;
    @Autowired EventStore events;

    private final CartId cart = Shopping.newCart();

    @Test
    void an_answers_position_is_at_or_behind_the_events_of_its_command() throws Exception {
        TrackingToken before = events.createHeadToken();
        Map<String, Long> answered = new ConcurrentHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> all =
                    Stream.generate(Shopping::newCart)
                            .limit(40)
                            .map(
                                    id ->
                                            CompletableFuture.runAsync(
                                                    () -> answered.put(id.value(), positionOf(id)),
                                                    threads))
                            .toList();
            all.forEach(CompletableFuture::join);
        }

        int seen = 0;
        try (var stream = events.openStream(before)) {
            while (seen < answered.size() && stream.hasNextAvailable(10, TimeUnit.SECONDS)) {
                TrackedEventMessage<?> event = stream.nextAvailable();
                Long position =
                        answered.get(((DomainEventMessage<?>) event).getAggregateIdentifier());
                if (position != null) {
                    seen++;
                    assertThat(event.trackingToken().position().orElseThrow())
                            .isLessThanOrEqualTo(position);
                }
            }
        }
        assertThat(seen).isEqualTo(40);
    }

    private long positionOf(CartId created) {
        var answer = shopping.send(create(created), Map.of());
        return ((Number) answer.getMetaData().get(MessageKeys.POSITION)).longValue();
    }

    record Watcher(CartId cart, List<ItemAdded> seen) {

        @EventHandler
        void on(ItemAdded event) {
            if (event.cartId().equals(cart)) {
                seen.add(event);
            }
        }
    }

    @Test
    void a_streaming_processor_sees_events_as_they_are_stored() {
        List<ItemAdded> seen = new CopyOnWriteArrayList<>();
        try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(2)) {
            var processor = processor(new Watcher(cart, seen), threads);
            processor.start();
            await().until(() -> !processor.processingStatus().isEmpty());

            shopping.carryOut(create(cart));
            shopping.carryOut(addMug(cart));

            await().untilAsserted(
                            () ->
                                    assertThat(seen)
                                            .containsExactly(
                                                    new ItemAdded(
                                                            cart,
                                                            MUG,
                                                            new Quantity(1),
                                                            OpenMarket.PRICE)));
            // past events that it ignores, too, or readers of their own writes would wait in vain;
            // of this type it has ignored one before
            shopping.carryOut(create(Shopping.newCart()));
            long last = events.createHeadToken().position().orElseThrow();
            await().until(
                            () ->
                                    processor
                                                    .processingStatus()
                                                    .get(0)
                                                    .getCurrentPosition()
                                                    .orElse(-1)
                                            >= last);
            processor.shutDown();
        }
    }

    private PooledStreamingEventProcessor processor(
            Watcher watcher, ScheduledExecutorService threads) {
        return PooledStreamingEventProcessor.builder()
                .name("axonserver-reading-test")
                .messageSource(events)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.INSTANCE)
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(1)
                .initialToken(StreamableMessageSource::createHeadToken)
                .eventHandlerInvoker(
                        SimpleEventHandlerInvoker.builder().eventHandlers(watcher).build())
                .build();
    }
}
