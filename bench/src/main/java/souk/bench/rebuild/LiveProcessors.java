package souk.bench.rebuild;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;

import souk.platform.query.Projections;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** The processors of projections, which only run while they are measured. */
final class LiveProcessors {

    private final QueryNode node;

    LiveProcessors(QueryNode node) {
        this.node = node;
    }

    void stop(Collection<String> projections) {
        projections.forEach(name -> processor(name).shutDown());
    }

    /** Handles everything once more. */
    void replay(String name, long events) throws InterruptedException {
        processor(name).resetTokens();
        processor(name).start();
        Projections projections = node.get(Projections.class);
        while (projections.progress(name).position() < events - 1) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        processor(name).shutDown();
    }

    /** As if everything had been handled. */
    void skipTo(Collection<String> projections, long position) {
        projections.forEach(name -> skipTo(name, position));
    }

    private void skipTo(String name, long position) {
        TokenStore tokens = node.get(TokenStore.class);
        node.get(Configuration.class)
                .getComponent(TransactionManager.class)
                .executeInTransaction(
                        () -> {
                            for (int segment : tokens.fetchSegments(name)) {
                                tokens.fetchToken(name, segment);
                                tokens.storeToken(
                                        new GlobalSequenceTrackingToken(position), name, segment);
                                tokens.releaseClaim(name, segment);
                            }
                        });
    }

    private StreamingEventProcessor processor(String name) {
        EventProcessor processor =
                node.get(Configuration.class)
                        .eventProcessingConfiguration()
                        .eventProcessor(name)
                        .orElseThrow();
        return (StreamingEventProcessor) processor;
    }
}
