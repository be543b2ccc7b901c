package souk.platform.store;

import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcOperations;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

/** How messages and events are written, the same in both modes. */
@Configuration(proxyBeanMethods = false)
class SerializationConfiguration {

    /**
     * An event must not change its time by being stored: PostgreSQL keeps microseconds, Axon Server
     * milliseconds.
     */
    @Bean
    @ConditionalOnMissingBean
    Clock clock(@Value("${axon.axonserver.enabled:false}") boolean axonServer) {
        return Clock.tick(
                Clock.systemUTC(), axonServer ? Duration.ofMillis(1) : Duration.ofNanos(1_000));
    }

    @Bean
    PublishedNames publishedNames() {
        return PublishedNames.in("souk");
    }

    @Bean
    SubjectKeys subjectKeys(DataSource dataSource, Clock clock) {
        return new SubjectKeys(OutsideTransactions.on(dataSource), clock);
    }

    @Bean
    @Primary
    Serializer serializer() {
        return AllowListedSerializer.create();
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(Serializer serializer) {
        return serializer;
    }

    @Bean
    @Qualifier("eventSerializer")
    PublishedSerializer eventSerializer(PublishedNames names, SubjectKeys keys) {
        return new PublishedSerializer(names, PersonalModule.sealing(keys));
    }

    @Bean
    UpcasterChain upcasterChain(PublishedNames names, ObjectProvider<RevisionUpcaster> upcasters) {
        return new UpcasterChain(names, upcasters.stream().toList());
    }

    @Bean
    ArchivedEvents archivedEvents(
            PublishedNames names,
            PublishedSerializer serializer,
            UpcasterChain upcasters,
            SubjectKeys keys) {
        return new ArchivedEvents(names, serializer, upcasters.toAxon(), keys);
    }

    @Bean
    ConfigurerModule upcasting(UpcasterChain chain) {
        return configurer ->
                chain.ordered()
                        .forEach(upcaster -> configurer.registerEventUpcaster(_ -> upcaster));
    }

    @Bean
    TokenStore tokenStore(
            EntityManagerProvider entities,
            Serializer serializer,
            JdbcOperations jdbc,
            @Value("${axon.eventhandling.tokenstore.claim-timeout:10s}") Duration claim) {
        return PreparedTokens.of(entities, serializer, jdbc, claim);
    }

    @Bean
    CorrelationDataProvider messageOrigin() {
        return new MessageOrigin();
    }

    @Bean
    ConfigurerModule eventTimes(Clock clock) {
        return _ -> GenericEventMessage.clock = clock;
    }

    /** At start, since the bus itself waits for the configuration. */
    @Bean
    ConfigurerModule outages() {
        return configurer ->
                configurer.onInitialize(
                        axon ->
                                axon.onStart(
                                        Phase.LOCAL_MESSAGE_HANDLER_REGISTRATIONS,
                                        () ->
                                                axon.queryBus()
                                                        .registerHandlerInterceptor(
                                                                new OutageReport())));
    }

    @Bean
    EventStoreHealthIndicator eventStoreHealthIndicator(EventStore events) {
        return new EventStoreHealthIndicator(events);
    }
}
