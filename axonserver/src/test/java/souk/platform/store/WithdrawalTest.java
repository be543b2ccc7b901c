package souk.platform.store;

import static org.awaitility.Awaitility.await;

import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

class WithdrawalTest {

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final EmbeddedEventStore events =
            EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
    private final PooledStreamingEventProcessor processor =
            PooledStreamingEventProcessor.builder()
                    .name("test")
                    .eventHandlerInvoker(
                            SimpleEventHandlerInvoker.builder().eventHandlers(this).build())
                    .messageSource(events)
                    .tokenStore(new InMemoryTokenStore())
                    .transactionManager(NoTransactionManager.instance())
                    .initialToken(StreamableMessageSource::createTailToken)
                    .initialSegmentCount(2)
                    .tokenClaimInterval(100)
                    .coordinatorExecutor(threads)
                    .workerExecutor(threads)
                    .build();
    private boolean connected = true;
    private final Withdrawal withdrawal =
            new Withdrawal(() -> connected, () -> List.of(processor), 3);

    @BeforeEach
    void start() {
        processor.start();
        await().until(() -> processor.processingStatus().size() == 2);
    }

    @AfterEach
    void stop() {
        processor.shutDown();
        threads.shutdown();
        events.shutDown();
    }

    @Test
    void who_is_cut_off_lets_go_and_takes_up_again_once_he_is_back() {
        connected = false;
        withdrawal.look();
        withdrawal.look();
        await().during(Duration.ofMillis(300))
                .until(() -> processor.processingStatus().size() == 2);

        withdrawal.look();
        await().until(() -> processor.processingStatus().isEmpty());
        withdrawal.look();
        await().during(Duration.ofMillis(300)).until(() -> processor.processingStatus().isEmpty());

        connected = true;
        withdrawal.look();
        await().until(() -> processor.processingStatus().size() == 2);
    }
}
