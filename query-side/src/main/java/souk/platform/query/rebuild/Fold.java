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
import java.util.Optional;
import java.util.stream.IntStream;

/** The handlers of a projection, over tables of our choice. Used by one thread. */
final class Fold {

    private final Object handlers;
    private final List<MessageHandlingMember<? super Object>> members;
    private final MessageHandlerInterceptorMemberChain<Object> interceptors;
    private final Map<Class<?>, Optional<MessageHandlingMember<? super Object>>> byPayload =
            new HashMap<>();

    Fold(Object handlers, AnnotatedHandlerInspector<Object> inspector) {
        this.handlers = handlers;
        this.members =
                inspector
                        .getHandlers(handlers.getClass())
                        .filter(member -> member.canHandleMessageType(EventMessage.class))
                        .toList();
        this.interceptors = inspector.chainedInterceptor(handlers.getClass());
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
        Optional<MessageHandlingMember<? super Object>> member =
                byPayload.computeIfAbsent(entry.payloadType(), this::memberFor);
        if (member.isPresent()) {
            Happened event = entry.event();
            if (event == null) {
                throw FailedEvent.unreadable(entry);
            }
            handle(entry, message(entry.stream(), event), member.get());
        }
    }

    private static EventMessage<?> message(String stream, Happened event) {
        return new GenericDomainEventMessage<>(
                event.streamType(),
                stream,
                event.sequence(),
                new GenericMessage<>(event.id(), event.payload(), event.metadata()),
                event::time);
    }

    private Optional<MessageHandlingMember<? super Object>> memberFor(Class<?> payload) {
        return members.stream().filter(member -> member.canHandleType(payload)).findFirst();
    }

    private void handle(
            Entry entry, EventMessage<?> event, MessageHandlingMember<? super Object> member) {
        try {
            interceptors.handle(event, handlers, member);
        } catch (Interrupted | DatabaseFailure | FailedEvent notThisEvents) {
            throw notThisEvents;
        } catch (Exception failure) {
            throw new FailedEvent(entry.position(), entry.type(), failure);
        }
    }
}
