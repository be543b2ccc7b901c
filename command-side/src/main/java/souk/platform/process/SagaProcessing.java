package souk.platform.process;

import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.EventProcessingException;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;

import souk.platform.SteadyClock;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Gives every group of sagas its processor. An event is never passed over: whatever fails is tried
 * again, and what is behind it waits.
 */
class SagaProcessing implements ConfigurerModule {

    private static final int BATCH = 100;

    /** Also how long a segment rests after it failed, at least. */
    private static final Duration CLAIM_EVERY = Duration.ofSeconds(2);

    private final DeclaredSagas sagas;
    private final int segments;

    SagaProcessing(DeclaredSagas sagas, int segments) {
        this.sagas = sagas;
        this.segments = segments;
    }

    @Override
    public void configureModule(Configurer axon) {
        axon.eventProcessing(
                processing -> sagas.groups().forEach(group -> configure(group, processing)));
    }

    private void configure(String group, EventProcessingConfigurer processing) {
        processing
                .registerListenerInvocationErrorHandler(
                        group, _ -> PropagatingErrorHandler.instance())
                .registerErrorHandler(group, _ -> SagaProcessing::propagate)
                .registerRollbackConfiguration(group, _ -> RollbackConfigurationType.ANY_THROWABLE)
                .registerPooledStreamingEventProcessor(
                        group,
                        Configuration::eventStore,
                        (axon, processor) -> prepared(group, axon, processor));
    }

    private static void propagate(ErrorContext failed) throws Exception {
        if (failed.error() instanceof Error error) {
            // Axon's work package would neither retry nor abort, but hang for ever
            throw new EventProcessingException("Failed with " + error, error);
        }
        PropagatingErrorHandler.instance().handleError(failed);
    }

    private PooledStreamingEventProcessor.Builder prepared(
            String group, Configuration axon, PooledStreamingEventProcessor.Builder processor) {
        return processor
                .clock(SteadyClock.instance())
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(segments)
                .batchSize(BATCH)
                .tokenClaimInterval(CLAIM_EVERY.toMillis())
                .enableCoordinatorClaimExtension()
                .coordinatorExecutor(threads(axon, group + " coordinator", 1))
                .workerExecutor(threads(axon, group, segments));
    }

    private static ScheduledExecutorService threads(Configuration axon, String name, int number) {
        var threads =
                new ScheduledThreadPoolExecutor(
                        number, Thread.ofVirtual().name(name + "-", 0).factory());
        axon.onShutdown(threads::shutdown);
        return threads;
    }
}
