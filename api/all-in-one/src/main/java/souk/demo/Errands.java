package souk.demo;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.MessageKeys;
import souk.kernel.Rejection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends what the house is asked to do, as its users would: by command and query. */
@Component
class Errands {

    private static final String NOBODY = "system";
    private static final int AT_ONCE = 16;

    private final ObjectProvider<CommandGateway> commands;
    private final ObjectProvider<QueryGateway> queries;

    // Axon's buses and its configuration want each other: neither may be asked for first by us
    Errands(ObjectProvider<CommandGateway> commands, ObjectProvider<QueryGateway> queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** What was done before, under the same key, is not done again. */
    void inTurn(List<Step> steps) {
        steps.forEach(this::send);
    }

    void sideBySide(List<Step> steps) throws InterruptedException {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<?>> sent = new ArrayList<>();
            steps.forEach(step -> sent.add(threads.submit(() -> send(step))));
            try {
                for (Future<?> each : sent) {
                    each.get();
                }
            } catch (ExecutionException failed) {
                threads.shutdownNow();
                throw new IllegalStateException(failed.getCause());
            } catch (InterruptedException stopped) {
                threads.shutdownNow();
                throw stopped;
            }
        }
    }

    private void send(Step step) {
        commands.getObject()
                .sendAndWait(
                        new GenericCommandMessage<>(
                                step.command(),
                                Map.of(
                                        MessageKeys.ACTOR,
                                        NOBODY,
                                        MessageKeys.ROLE,
                                        NOBODY,
                                        MessageKeys.CORRELATION_ID,
                                        "demo",
                                        MessageKeys.CAUSATION_ID,
                                        "demo",
                                        MessageKeys.IDEMPOTENCY_KEY,
                                        "demo-" + step.key())));
    }

    <R> R ask(Object query, Class<R> answer) {
        return queries.getObject().query(query, answer).join();
    }

    /** Whether there is what is asked for. */
    boolean isThere(Object query, Class<?> answer) {
        try {
            ask(query, answer);
            return true;
        } catch (CompletionException e) {
            Object details = HandlerExecutionException.resolveDetails(e).orElse(null);
            // where nobody answers yet, it is not known
            if (details instanceof Rejection && !(details instanceof ServiceUnavailable)) {
                return false;
            }
            throw e;
        }
    }
}
