package souk.platform.query;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;

import java.util.Optional;

/** Lets handlers of an event that is being parked fail as they did before, without calling them. */
class ParkedHandlers implements HandlerEnhancerDefinition {

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.canHandleMessageType(EventMessage.class)
                ? new Parkable<>(original)
                : original;
    }

    private static final class Parkable<T> extends WrappedMessageHandlingMember<T> {

        Parkable(MessageHandlingMember<T> handler) {
            super(handler);
        }

        @Override
        public Object handle(Message<?> message, T target) throws Exception {
            Optional<Exception> reason = Parking.reason();
            if (reason.isPresent()) {
                throw reason.get();
            }
            return super.handle(message, target);
        }
    }
}
