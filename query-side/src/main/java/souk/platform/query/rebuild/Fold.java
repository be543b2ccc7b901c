package souk.platform.query.rebuild;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.AnnotatedHandlerInspector;
import org.axonframework.messaging.annotation.MessageHandlerInterceptorMemberChain;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.NoMoreInterceptors;
import org.springframework.core.annotation.AnnotatedElementUtils;

import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Happened;
import souk.kernel.EventArchive.Wanted;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The handlers of a projection, over tables of our choice. Used by one thread. */
final class Fold {

    /** What is done about events of one class. */
    interface Handler {

        Handler NONE = (_, _) -> {};

        void handle(String stream, Happened event) throws Exception;
    }

    private final Object handlers;
    private final List<MessageHandlingMember<? super Object>> members;
    private final MessageHandlerInterceptorMemberChain<Object> interceptors;
    private final boolean intercepted;
    private final Map<Class<?>, Handler> byPayload = new HashMap<>();

    Fold(Object handlers, AnnotatedHandlerInspector<Object> inspector) {
        this.handlers = handlers;
        this.members =
                inspector
                        .getHandlers(handlers.getClass())
                        .filter(member -> member.canHandleMessageType(EventMessage.class))
                        .toList();
        this.interceptors = inspector.chainedInterceptor(handlers.getClass());
        this.intercepted = !(interceptors instanceof NoMoreInterceptors<?>);
    }

    /** What handlers of the type want to be given. */
    static Wanted wanted(Class<?> type, AnnotatedHandlerInspector<Object> inspector) {
        var members =
                inspector
                        .getHandlers(type)
                        .filter(member -> member.canHandleMessageType(EventMessage.class))
                        .toList();
        return new Wanted(
                payload -> members.stream().anyMatch(member -> member.canHandleType(payload)),
                looksAtMetadata(type));
    }

    // whatever is neither the event nor when and as which of its stream it happened
    private static boolean looksAtMetadata(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> AnnotatedElementUtils.hasAnnotation(method, EventHandler.class))
                .anyMatch(Fold::looksAtMetadata);
    }

    private static boolean looksAtMetadata(Method handler) {
        Parameter[] parameters = handler.getParameters();
        return Message.class.isAssignableFrom(parameters[0].getType())
                || IntStream.range(1, parameters.length)
                        .mapToObj(number -> parameters[number])
                        .anyMatch(
                                it ->
                                        !it.isAnnotationPresent(Timestamp.class)
                                                && !it.isAnnotationPresent(SequenceNumber.class));
    }

    /** Does nothing about events that the projection does not handle. */
    void handle(Entry entry) {
        Handler handler = byPayload.computeIfAbsent(entry.payloadType(), this::handlerFor);
        if (handler == Handler.NONE) {
            return;
        }
        Happened event = entry.event();
        if (event == null) {
            throw FailedEvent.unreadable(entry);
        }
        try {
            handler.handle(entry.stream(), event);
        } catch (Interrupted | DatabaseFailure | FailedEvent notThisEvents) {
            throw notThisEvents;
        } catch (Exception | Error failure) { // or nobody would be told which event it was
            throw new FailedEvent(entry.position(), entry.type(), failure);
        }
    }

    private Handler handlerFor(Class<?> payload) {
        return members.stream()
                .filter(member -> member.canHandleType(payload))
                .findFirst()
                .map(this::handler)
                .orElse(Handler.NONE);
    }

    // most handlers ask for nothing that takes a message and all that Axon does around it
    private Handler handler(MessageHandlingMember<? super Object> member) {
        return member.unwrap(Method.class)
                .filter(_ -> !intercepted)
                .flatMap(method -> PlainHandler.of(method, handlers))
                .map(Handler.class::cast)
                .orElse(
                        (stream, event) ->
                                interceptors.handle(message(stream, event), handlers, member));
    }

    private static EventMessage<?> message(String stream, Happened event) {
        return new GenericDomainEventMessage<>(
                event.streamType(),
                stream,
                event.sequence(),
                new GenericMessage<>(event.id(), event.payload(), event.metadata()),
                event::time);
    }
}
