package souk.inventory.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.inventory.StockEvent;
import souk.inventory.StockId;
import souk.kernel.Sku;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What is available, read beside the aggregates: whoever only looks must not wait for those who
 * sell the same SKU. What this process decides is known at once, what others decide within a
 * second.
 */
@Component
class StockMemory implements StockLevels, MessageDispatchInterceptor<EventMessage<?>> {

    private static final int SKUS = 100_000;
    private static final Duration LATEST_NEWS = Duration.ofSeconds(1);

    private final ObjectProvider<EventStore> events;
    private final Cache<Sku, Integer> levels =
            Caffeine.newBuilder().maximumSize(SKUS).expireAfterWrite(LATEST_NEWS).build();

    StockMemory(ObjectProvider<EventStore> events) {
        this.events = events;
    }

    @Override
    public int available(Sku sku) {
        return levels.get(sku, this::read);
    }

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(
            List<? extends EventMessage<?>> stored) {
        return (_, message) -> {
            if (message.getPayload() instanceof StockEvent event) {
                CurrentUnitOfWork.get()
                        .root()
                        .afterCommit(_ -> levels.invalidate(event.sku()));
            }
            return message;
        };
    }

    private int read(Sku sku) {
        Stock stock = new Stock();
        var stream = events.getObject().readEvents(new StockId(sku).toString());
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            switch (message.getPayload()) {
                case Stock snapshot -> stock = snapshot;
                case StockEvent event -> stock.evolve(event);
                default -> throw new IllegalStateException("Not of a stock: " + message);
            }
        }
        return stock.available();
    }
}
