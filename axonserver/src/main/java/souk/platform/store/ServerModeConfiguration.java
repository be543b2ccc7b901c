package souk.platform.store;

import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.axonframework.axonserver.connector.util.ExecutorServiceBuilder;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.PropertySource;

import souk.kernel.EventArchive;
import souk.kernel.EventRecords;
import souk.kernel.EventSecrets;
import souk.kernel.OtherWriters;
import souk.kernel.PersonalKeys;

import java.util.List;
import java.util.concurrent.Executors;

/** Events and messages by way of Axon Server. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
@PropertySource("classpath:souk/platform/store/axonserver-client.properties")
class ServerModeConfiguration {

    // the priority queue is of no use: each message has a thread at once
    private static final ExecutorServiceBuilder THREADS =
            (_, _) -> Executors.newVirtualThreadPerTaskExecutor();

    @Bean
    PersonalKeys personalKeys(SubjectKeys keys) {
        return keys::erase;
    }

    @Bean
    ServerEventStore eventStore(
            AxonServerConfiguration settings,
            AxonServerConnectionManager connections,
            PublishedNames names,
            PublishedSerializer serializer,
            UpcasterChain upcasters,
            @Value("${souk.axonserver.contexts:false}") boolean contextsExist) {
        mustBeDefault(settings.getContext(), contextsExist);
        var store = AxonServerEventStore.builder();
        store.configuration(settings)
                .platformConnectionManager(connections)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .snapshotFilter(onlyReadable(names))
                .upcasterChain(upcasters.toAxon())
                .build(); // gives the builder its storage engine
        return new ServerEventStore(store);
    }

    /** Positions do not tell who has stored an event. */
    @Bean
    OtherWriters otherWriters() {
        return _ -> false;
    }

    @Bean
    EventArchive eventArchive(
            AxonServerConfiguration settings,
            AxonServerConnectionManager connections,
            ServerEventStore store,
            ArchivedEvents events) {
        return new ServerArchive(
                connections, settings.getContext(), store::createHeadToken, events);
    }

    @Bean
    EventRecords eventRecords(
            AxonServerConfiguration settings,
            AxonServerConnectionManager connections,
            ServerEventStore store,
            ArchivedEvents events) {
        return new ServerRecords(
                () -> connections.getConnection(settings.getContext()).eventChannel(),
                store::createHeadToken,
                events);
    }

    @Bean
    EventSecrets eventSecrets(EventRecords records) {
        return new StoredSecrets(records);
    }

    // the free server serves any context from the one it has, without a word: events would mix
    private static void mustBeDefault(String context, boolean contextsExist) {
        if (!contextsExist && !"default".equals(context)) {
            throw new IllegalStateException(
                    """
                    axon.axonserver.context is %s, but a free Axon Server has no context other than \
                    default and would mix its events with those. If yours is licensed for contexts, \
                    say so with souk.axonserver.contexts=true\
                    """
                            .formatted(context));
        }
    }

    // a snapshot of an older revision is not upcast but replaced by the next one
    private static SnapshotFilter onlyReadable(PublishedNames names) {
        return snapshot -> names.isCurrent(snapshot.getPayload().getType());
    }

    @Bean
    @Primary
    AxonServerCommandBus axonServerCommandBus(
            AxonServerConnectionManager connections,
            AxonServerConfiguration settings,
            @Qualifier("localSegment") CommandBus localSegment,
            @Qualifier("messageSerializer") Serializer serializer,
            RoutingStrategy routing) {
        return new ServerCommandBus(
                AxonServerCommandBus.builder()
                        .axonServerConnectionManager(connections)
                        .configuration(settings)
                        .localSegment(localSegment)
                        .serializer(serializer)
                        .routingStrategy(routing)
                        .executorServiceBuilder(THREADS));
    }

    /** No transaction around handlers: one that waits must not hold a connection meanwhile. */
    @Bean
    QueryBus queryBus(
            AxonServerConnectionManager connections,
            AxonServerConfiguration settings,
            QueryUpdateEmitter updates,
            List<CorrelationDataProvider> origins,
            @Qualifier("messageSerializer") Serializer serializer) {
        var localSegment = SimpleQueryBus.builder().queryUpdateEmitter(updates).build();
        localSegment.registerHandlerInterceptor(new CorrelationDataInterceptor<>(origins));
        return new ServerQueryBus(
                AxonServerQueryBus.builder()
                        .axonServerConnectionManager(connections)
                        .configuration(settings)
                        .localSegment(localSegment)
                        .updateEmitter(updates)
                        .messageSerializer(serializer)
                        .genericSerializer(serializer)
                        .queryExecutorServiceBuilder(THREADS)
                        .queryResponseExecutorServiceBuilder(THREADS));
    }

    @Bean
    Isolation isolation(
            AxonServerConnectionManager connections,
            AxonServerConfiguration settings,
            ObjectProvider<org.axonframework.config.Configuration> axon) {
        return new Isolation(connections, settings.getContext(), axon);
    }

    @Bean
    AxonServerHealthIndicator axonServerHealthIndicator(
            AxonServerConnectionManager connections, AxonServerConfiguration settings) {
        return new AxonServerHealthIndicator(connections, settings);
    }
}
