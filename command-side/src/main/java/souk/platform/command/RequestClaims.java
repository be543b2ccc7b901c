package souk.platform.command;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

import souk.kernel.MessageKeys;
import souk.kernel.RequestEvent.RequestHandled;

import java.util.function.Supplier;

/**
 * Exactly once for keyed commands: the first event of a stream named after the key is stored in the
 * unit of work of the command itself. There is only one first event, so of two attempts one
 * succeeds and the other finds out.
 */
class RequestClaims implements MessageHandlerInterceptor<CommandMessage<?>> {

    private static final String STREAM_TYPE = "Request";

    private final Supplier<EventStore> events;

    RequestClaims(Supplier<EventStore> events) {
        this.events = events;
    }

    @Override
    public @Nullable Object handle(
            UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain) throws Exception {
        Object answer = chain.proceed();
        String key = keyOf(unit.getMessage());
        if (key != null) {
            var handled =
                    new RequestHandled(
                            key, ClassUtils.getShortName(unit.getMessage().getPayloadType()));
            events.get()
                    .publish(
                            new GenericDomainEventMessage<>(
                                    STREAM_TYPE,
                                    stream(key),
                                    0,
                                    handled,
                                    CurrentUnitOfWork.correlationData()));
        }
        return answer;
    }

    /** Whether the command was carried out before, under the same key. */
    boolean isHandled(CommandMessage<?> command) {
        String key = keyOf(command);
        return key != null && events.get().lastSequenceNumberFor(stream(key)).isPresent();
    }

    private static @Nullable String keyOf(CommandMessage<?> command) {
        return (String) command.getMetaData().get(MessageKeys.IDEMPOTENCY_KEY);
    }

    private static String stream(String key) {
        return "request_" + key;
    }
}
