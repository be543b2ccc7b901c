package souk.account.rest;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountQuery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks what nobody has asked for over HTTP. */
@Component
class SystemQueries {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectProvider<QueryGateway> gateway;

    SystemQueries(ObjectProvider<QueryGateway> gateway) {
        this.gateway = gateway;
    }

    <R> R ask(AccountQuery query, Class<R> answer) {
        return gateway.getObject()
                .query(query, ResponseTypes.instanceOf(answer))
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
