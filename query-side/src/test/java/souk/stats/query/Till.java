package souk.stats.query;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;

import souk.kernel.MessageKeys;
import souk.stats.StatsQuery;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets things happen at any time, and asks what they add up to. */
final class Till {

    private final EventStore events;
    private final QueryBus queries;
    private final Map<String, Long> versions = new HashMap<>();

    Till(EventStore events, QueryBus queries) {
        this.events = events;
        this.queries = queries;
    }

    void happen(List<Fact> facts) {
        facts.forEach(it -> happen(it.at(), it.event().orderId().value(), it.event()));
    }

    void happen(Instant at, String stream, Object event) {
        long version = versions.merge(stream, 1L, Long::sum) - 1;
        var message = new GenericEventMessage<>(event);
        events.publish(
                new GenericDomainEventMessage<>(
                        "Order",
                        stream,
                        version,
                        event,
                        message.getMetaData(),
                        message.getIdentifier(),
                        at));
    }

    <R> QueryResponseMessage<R> answerTo(StatsQuery query, Class<R> answer) {
        long head = events.createHeadToken().position().orElseThrow();
        return queries.query(
                        new GenericQueryMessage<>(query, ResponseTypes.instanceOf(answer))
                                .withMetaData(Map.of(MessageKeys.POSITION, head)))
                .join();
    }

    <R> R ask(StatsQuery query, Class<R> answer) {
        QueryResponseMessage<R> answered = answerTo(query, answer);
        if (answered.isExceptional()) {
            throw new AssertionError(answered.exceptionResult());
        }
        return answered.getPayload();
    }
}
