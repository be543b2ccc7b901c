package souk.platform.query;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.deadletter.jpa.JpaSequencedDeadLetterQueue;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Refuses to start when Axon has silently been given stand-ins: they would lose tokens or letters.
 */
class WiringCheck implements SmartInitializingSingleton {

    private final Configuration axon;
    private final DeclaredProjections projections;

    WiringCheck(Configuration axon, DeclaredProjections projections) {
        this.axon = axon;
        this.projections = projections;
    }

    @Override
    public void afterSingletonsInstantiated() {
        projections.names().forEach(this::mustBeReal);
    }

    private void mustBeReal(String projection) {
        EventProcessingConfiguration processing = axon.eventProcessingConfiguration();
        must(SpringTransactionManager.class, axon.getComponent(TransactionManager.class));
        must(SpringTransactionManager.class, processing.transactionManager(projection));
        must(JpaTokenStore.class, processing.tokenStore(projection));
        must(
                ProjectionProcessor.class,
                processing.eventProcessor(projection, EventProcessor.class).orElse(null));
        must(
                JpaSequencedDeadLetterQueue.class,
                processing.deadLetterQueue(projection).orElse(null));
        must(
                DeadLetteringEventHandlerInvoker.class,
                processing.sequencedDeadLetterProcessor(projection).orElse(null));
    }

    private static void must(Class<?> expected, @Nullable Object wired) {
        if (!expected.isInstance(wired)) {
            throw new IllegalStateException(
                    "Axon must be wired with a " + expected.getName() + ", but has " + wired);
        }
    }
}
