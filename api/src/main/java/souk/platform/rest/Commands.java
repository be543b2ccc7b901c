package souk.platform.rest;

import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

import souk.kernel.CommonRejection.VersionMismatch;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.kernel.Rejection.Kind;
import souk.platform.rest.call.Call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Sends commands on behalf of the request that is being handled, and says in its answer how far
 * they got.
 */
@Component
public class Commands {

    private final SingletonSupplier<CommandGateway> gateway;
    private final Duration patience;

    // Axon's buses and its configuration want each other: neither may be asked for first by us
    Commands(
            ObjectProvider<CommandGateway> gateway,
            @Value("${souk.http.command-timeout}") Duration patience) {
        this.gateway = SingletonSupplier.of(gateway::getObject);
        this.patience = patience;
    }

    /**
     * Returns when the command has been carried out, or throws what its handler refused it with.
     */
    public <R> Outcome<R> send(Object command, Class<R> answer) {
        Call call = Call.current();
        MetaData metaData = Metadata.of(call);
        String onceKey = call.nextCommandKey();
        if (onceKey != null) {
            metaData = metaData.and(MessageKeys.IDEMPOTENCY_KEY, onceKey);
        }
        // a request names the version it has seen: what it has not changed itself yet
        IfMatch expected = call.hasMissedOnly() ? IfMatch.of(Exchange.request()) : IfMatch.ANY;
        boolean missed = false;
        CommandResultMessage<?> result;
        try {
            result = send(command, metaData, expected);
        } catch (Rejected refused) {
            missed = refused.rejection().kind() == Kind.NOT_FOUND;
            throw refused;
        } finally {
            if (!missed) {
                call.hasHit();
            }
        }
        Outcome<R> outcome = outcomeOf(result, answer);
        Positions.answerWith(outcome.position());
        return outcome;
    }

    private CommandResultMessage<?> send(Object command, MetaData metaData, IfMatch expected) {
        try {
            return dispatch(command, metaData, expected.first());
        } catch (Rejected refused) {
            // the client has named several versions, and the resource is at another of them
            if (refused.rejection() instanceof VersionMismatch(long current)
                    && expected.others().contains(current)) {
                return dispatch(command, metaData, current);
            }
            throw refused;
        }
    }

    private CommandResultMessage<?> dispatch(
            Object command, MetaData metaData, @Nullable Long version) {
        MetaData complete =
                version == null ? metaData : metaData.and(MessageKeys.EXPECTED_VERSION, version);
        CompletableFuture<CommandResultMessage<?>> answered = new CompletableFuture<>();
        CommandResultMessage<?> result =
                Patience.await(
                        patience,
                        () -> {
                            gateway.obtain()
                                    .send(
                                            new GenericCommandMessage<>(command, complete),
                                            (_, answer) -> answered.complete(answer));
                            return answered;
                        });
        if (result.isExceptional()) {
            throw MessageFailure.of(result.exceptionResult());
        }
        return result;
    }

    private static <R> Outcome<R> outcomeOf(CommandResultMessage<?> result, Class<R> answer) {
        MetaData metaData = result.getMetaData();
        boolean replayed = Boolean.parseBoolean(String.valueOf(metaData.get(MessageKeys.REPLAYED)));
        return new Outcome<>(
                replayed ? null : answer.cast(result.getPayload()),
                Positions.in(metaData),
                replayed);
    }
}
