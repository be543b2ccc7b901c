package souk.platform.rest;

import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

import souk.kernel.MessageKeys;
import souk.platform.rest.call.Call;

import java.time.Duration;

/**
 * Asks queries on behalf of the request that is being handled, no earlier than it wants to be
 * answered.
 */
@Component
public class Queries {

    private final SingletonSupplier<QueryGateway> gateway;
    private final Duration patience;

    // Axon's buses and its configuration want each other: neither may be asked for first by us
    Queries(
            ObjectProvider<QueryGateway> gateway,
            @Value("${souk.http.query-timeout}") Duration patience) {
        this.gateway = SingletonSupplier.of(gateway::getObject);
        this.patience = patience;
    }

    public <R> R ask(Object query, Class<R> answer) {
        return ask(query, answer, null);
    }

    /** As of the given position at the earliest. */
    public <R> R ask(Object query, Class<R> answer, @Nullable Long position) {
        MetaData metaData = Metadata.of(Call.current());
        Long awaited = Positions.later(position, Positions.askedFor());
        if (awaited != null) {
            metaData = metaData.and(MessageKeys.POSITION, awaited);
        }
        GenericMessage<Object> message = new GenericMessage<>(query, metaData);
        ResponseType<R> type = ResponseTypes.instanceOf(answer);
        return Patience.await(
                patience, () -> gateway.obtain().query(query.getClass().getName(), message, type));
    }
}
