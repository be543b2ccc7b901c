package souk.order.command;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.order.OrderId;
import souk.order.OrderNumber;
import souk.order.OrderNumberEvent.OrderNumberTaken;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.IntStream;

/**
 * Order numbers, each a stream of one event in the unit of work of its order. Of two orders that
 * come to one number at once, one finds the stream begun, decides again and takes the next.
 */
@Component
class OrderNumbers {

    private static final String STREAM_TYPE = "OrderNumber";

    private final ObjectProvider<EventStore> events;
    private final OrderSettings settings;

    OrderNumbers(ObjectProvider<EventStore> events, OrderSettings settings) {
        this.events = events;
        this.settings = settings;
    }

    OrderNumber take(OrderId order, Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        OrderNumber number =
                IntStream.iterate(0, attempt -> attempt + 1)
                        .mapToObj(attempt -> DerivedIds.numberOf(order, attempt))
                        .map(random -> OrderNumber.of(settings.numberPrefix(), day, random))
                        .filter(this::isFree)
                        .findFirst()
                        .orElseThrow();
        events.getObject()
                .publish(
                        new GenericDomainEventMessage<>(
                                STREAM_TYPE,
                                stream(number),
                                0,
                                new OrderNumberTaken(number, order),
                                CurrentUnitOfWork.correlationData()));
        return number;
    }

    private boolean isFree(OrderNumber number) {
        return events.getObject().lastSequenceNumberFor(stream(number)).isEmpty();
    }

    static String stream(OrderNumber number) {
        return "order_number_" + number;
    }
}
