package souk.platform.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The command side as we run it. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class DecisionConfiguration {

    @Bean
    @Qualifier("localSegment")
    CommandBus commandBus(
            ObjectProvider<EventStore> events,
            List<CorrelationDataProvider> origins,
            MeterRegistry meters) {
        Counter retries =
                Counter.builder("souk.commands.retries")
                        .description("Decisions taken again after a conflict")
                        .register(meters);
        var bus =
                new DecidingCommandBus(
                        new RequestClaims(events::getObject),
                        () -> headOf(events.getObject()),
                        retries);
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(origins));
        return bus;
    }

    private static long headOf(EventStore events) {
        var head = events.createHeadToken();
        return head == null ? -1 : head.position().orElse(-1);
    }

    @Bean
    static CommandTargetResolver commandTargets() {
        return new CommandTargets();
    }

    @Bean
    static HandlerEnhancerDefinition decisionGuard(
            ObjectProvider<EventStore> events, CommandTargetResolver targets) {
        return new DecisionGuard(events::getObject, targets);
    }

    @Bean
    Cache aggregateCache(
            @Value("${souk.aggregates.cached:100000}") long maximumSize, MeterRegistry meters) {
        return new AggregateCache(maximumSize, meters);
    }

    @Bean
    SnapshotTriggerDefinition snapshotTrigger(
            Snapshotter snapshotter, @Value("${souk.snapshots.every:100}") int events) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, events);
    }

    /**
     * One after the other: thousands of streams may come of age in the same second, and nobody
     * waits for their snapshots, but everybody would for their connections.
     */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService snapshotExecutor() {
        return Executors.newSingleThreadExecutor(Thread.ofVirtual().name("snapshots").factory());
    }

    /** Snapshots are taken beside the command, never before its answer. */
    @Bean
    Snapshotter snapshotter(
            Configuration axon,
            HandlerDefinition handlers,
            ParameterResolverFactory parameters,
            EventStore events,
            @Qualifier("snapshotExecutor") ExecutorService executor) {
        return SpringAggregateSnapshotter.builder()
                .repositoryProvider(axon::repository)
                .transactionManager(NoTransactionManager.INSTANCE)
                .eventStore(events)
                .parameterResolverFactory(parameters)
                .handlerDefinition(handlers)
                .executor(executor)
                .build();
    }
}
