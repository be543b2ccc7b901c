package souk.platform.process;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.modelling.saga.repository.jpa.JpaSagaStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Refuses to start when Axon has silently been given stand-ins: they would lose sagas or events.
 */
class ProcessWiring implements SmartInitializingSingleton {

    private final Configuration axon;
    private final DeclaredSagas sagas;
    private final DeadlineManager deadlines;

    ProcessWiring(Configuration axon, DeclaredSagas sagas, DeadlineManager deadlines) {
        this.axon = axon;
        this.sagas = sagas;
        this.deadlines = deadlines;
    }

    @Override
    public void afterSingletonsInstantiated() {
        must(SpringTransactionManager.class, axon.getComponent(TransactionManager.class));
        must(DbSchedulerDeadlineManager.class, axon.getComponent(DeadlineManager.class));
        must(DbSchedulerDeadlineManager.class, deadlines);
        sagas.groups().forEach(this::mustBeReal);
    }

    private void mustBeReal(String group) {
        EventProcessingConfiguration processing = axon.eventProcessingConfiguration();
        must(SpringTransactionManager.class, processing.transactionManager(group));
        must(JpaTokenStore.class, processing.tokenStore(group));
        must(JpaSagaStore.class, processing.sagaStore());
        must(PropagatingErrorHandler.class, processing.listenerInvocationErrorHandler(group));
        must(
                PooledStreamingEventProcessor.class,
                processing.eventProcessor(group, EventProcessor.class).orElse(null));
    }

    private static void must(Class<?> expected, @Nullable Object wired) {
        if (!expected.isInstance(wired)) {
            throw new IllegalStateException(
                    "Axon must be wired with a " + expected.getName() + ", but has " + wired);
        }
    }
}
