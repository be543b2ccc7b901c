package souk.platform.query;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessorSpanFactory;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;

import souk.platform.SteadyClock;

import java.time.Duration;

/** Gives every projection its processor, its dead letters and its order of events. */
class ProjectionProcessing implements ConfigurerModule {

    /** Also how long a projection rests after it failed, at least. */
    private static final Duration CLAIM_EVERY = Duration.ofSeconds(2);

    private final DeclaredProjections declared;
    private final Projections projections;
    private final LiveTables tables;
    private final ProjectionSettings settings;

    ProjectionProcessing(
            DeclaredProjections declared,
            Projections projections,
            LiveTables tables,
            ProjectionSettings settings) {
        this.declared = declared;
        this.projections = projections;
        this.tables = tables;
        this.settings = settings;
    }

    @Override
    public void configureModule(Configurer axon) {
        axon.eventProcessing(
                processing ->
                        projections.names().stream()
                                .map(projections::live)
                                .forEach(projection -> configure(projection, processing)));
    }

    private void configure(LiveProjection projection, EventProcessingConfigurer processing) {
        String name = projection.name();
        processing
                .registerSequencingPolicy(name, _ -> new SequencePerAggregate())
                .registerDeadLetterQueue(name, _ -> projection.letters())
                .registerDeadLetterPolicy(name, _ -> new Parking())
                .registerDeadLetteringEventHandlerInvokerConfiguration(
                        name,
                        (_, invoker) ->
                                invoker.enableSequenceIdentifierCache()
                                        .allowReset(true)
                                        .listenerInvocationErrorHandler(
                                                PropagatingErrorHandler.instance()))
                .registerEventProcessor(
                        name, (_, axon, invoker) -> processor(projection, axon, invoker));
    }

    private ProjectionProcessor processor(
            LiveProjection projection, Configuration axon, EventHandlerInvoker invoker) {
        String name = projection.name();
        boolean undivided = declared.isUndivided(name);
        int segments = undivided ? 1 : settings.segments();
        var coordinator = threads(axon, name + " coordinator", 1, Duration.ZERO, projection);
        var workers = threads(axon, name, segments, settings.rest(), projection);
        var builder =
                PooledStreamingEventProcessor.builder()
                        .name(name)
                        .clock(SteadyClock.instance())
                        .eventHandlerInvoker(invoker)
                        .errorHandler(PropagatingErrorHandler.instance())
                        .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                        .messageMonitor(
                                axon.messageMonitor(PooledStreamingEventProcessor.class, name))
                        .spanFactory(axon.getComponent(EventProcessorSpanFactory.class))
                        .messageSource(axon.eventStore())
                        .initialToken(StreamableMessageSource::createTailToken)
                        .initialSegmentCount(segments)
                        .batchSize(settings.batchSize())
                        .tokenClaimInterval(CLAIM_EVERY.toMillis())
                        .enableCoordinatorClaimExtension()
                        .coordinatorExecutor(coordinator)
                        .workerExecutor(workers);
        var processor =
                new ProjectionProcessor(
                        builder,
                        projection,
                        undivided,
                        axon.getComponent(TransactionManager.class),
                        axon.getComponent(TokenStore.class),
                        tables,
                        () -> projections.isNew(name, settings.buildNewAbove()));
        projection.runOn(processor, workers, segments);
        return processor;
    }

    private static ProjectionThreads threads(
            Configuration axon, String name, int number, Duration rest, LiveProjection projection) {
        var threads = new ProjectionThreads(name, number, rest, projection.moved()::raise);
        axon.onShutdown(threads::shutdown);
        return threads;
    }
}
