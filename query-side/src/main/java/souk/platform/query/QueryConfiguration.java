package souk.platform.query;

import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Queries within one process. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
class QueryConfiguration {

    /** Ours, since Axon's would ask for the very configuration that asks for the query bus. */
    @Bean
    @Primary
    QueryUpdateEmitter updatesOfQueries() {
        return SimpleQueryUpdateEmitter.builder().build();
    }

    /** No transaction around handlers: one that waits must not hold a connection meanwhile. */
    @Bean
    @Qualifier("localSegment")
    QueryBus queryBus(QueryUpdateEmitter updates, ObjectProvider<CorrelationDataProvider> origins) {
        var bus = SimpleQueryBus.builder().queryUpdateEmitter(updates).build();
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(origins.orderedStream().toList()));
        return bus;
    }
}
