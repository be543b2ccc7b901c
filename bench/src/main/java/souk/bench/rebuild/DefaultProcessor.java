package souk.bench.rebuild;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;

import souk.bench.store.BenchDatabase;
import souk.platform.postgres.DatabaseAddress;
import souk.platform.query.DeclaredProjections;

import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Axon's pooled processor with the settings it has if nobody sets any, over the same handlers. */
final class DefaultProcessor {

    private final QueryNode node;
    private final DatabaseAddress address;

    DefaultProcessor(QueryNode node, DatabaseAddress address) {
        this.node = node;
        this.address = address;
    }

    /** Positions that all segments have passed, and afterwards the tables are to be emptied. */
    double perSecond(String projection, Duration howLong) throws Exception {
        Configuration axon = node.get(Configuration.class);
        Object handlers = node.get(node.get(DeclaredProjections.class).handlersOf(projection));
        ScheduledExecutorService coordinator = Executors.newSingleThreadScheduledExecutor();
        ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();
        var processor =
                PooledStreamingEventProcessor.builder()
                        .name("default " + projection)
                        .eventHandlerInvoker(
                                SimpleEventHandlerInvoker.builder()
                                        .eventHandlers(handlers)
                                        .parameterResolverFactory(axon.parameterResolverFactory())
                                        .sequencingPolicy(DefaultProcessor::sequenceOf)
                                        .build())
                        .messageSource(node.get(EventStore.class))
                        .initialToken(StreamableMessageSource::createTailToken)
                        .tokenStore(node.get(TokenStore.class))
                        .transactionManager(axon.getComponent(TransactionManager.class))
                        .coordinatorExecutor(coordinator)
                        .workerExecutor(worker)
                        .build();
        empty(projection);
        processor.start();
        while (processor.processingStatus().size() < 16) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        long begun = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(howLong.toNanos());
        long passed =
                processor.processingStatus().values().stream()
                        .mapToLong(status -> status.getCurrentPosition().orElse(0))
                        .min()
                        .orElse(0);
        double perSecond = Math.max(1, passed) * 1e9 / (System.nanoTime() - begun);
        processor.shutDown();
        coordinator.shutdown();
        worker.shutdown();
        return perSecond;
    }

    private static Object sequenceOf(EventMessage<?> event) {
        return event instanceof org.axonframework.eventhandling.DomainEventMessage<?> of
                ? of.getAggregateIdentifier()
                : "none";
    }

    private void empty(String projection) throws Exception {
        String schema = RebuildBench.schemaOf(projection);
        try (Connection connection = BenchDatabase.connect(address)) {
            BenchDatabase.execute(
                    connection,
                    """
                    do $$ declare it text; begin
                      for it in select relname from pg_class where relkind = 'r'
                          and relname <> 'flyway_schema_history'
                          and relnamespace = '%1$s'::regnamespace
                      loop execute 'truncate %1$s.' || it; end loop; end $$
                    """
                            .formatted(schema));
        }
    }
}
