package souk.platform.command;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;

import souk.kernel.CommonRejection.VersionMismatch;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;

import java.lang.reflect.Executable;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stands around every decision of an aggregate. Checks the version that the client expects, and
 * sees to it that a refusal is as trustworthy as an event: events are checked by their sequence
 * number, a refusal that came from a stale cache entry is decided again.
 */
class DecisionGuard implements HandlerEnhancerDefinition {

    private final Supplier<EventStore> events;
    private final CommandTargetResolver targets;

    DecisionGuard(Supplier<EventStore> events, CommandTargetResolver targets) {
        this.events = events;
        this.targets = targets;
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> handler) {
        boolean decides =
                handler.canHandleMessageType(CommandMessage.class)
                        && handler.unwrap(Executable.class)
                                .map(Executable::getDeclaringClass)
                                .filter(
                                        type ->
                                                AnnotatedElementUtils.hasAnnotation(
                                                        type, AggregateRoot.class))
                                .isPresent();
        return decides ? new Guarded<>(handler) : handler;
    }

    private final class Guarded<T> extends WrappedMessageHandlingMember<T> {

        Guarded(MessageHandlingMember<T> decision) {
            super(decision);
        }

        @Override
        public Object handle(Message<?> message, @Nullable T aggregate) throws Exception {
            Long before = aggregate == null ? null : AggregateLifecycle.getVersion();
            try {
                mustBeExpected(message, before);
                Object answer = super.handle(message, aggregate);
                if (before != null && before.equals(AggregateLifecycle.getVersion())) {
                    mustBeCurrent((CommandMessage<?>) message, before);
                }
                return answer;
            } catch (Rejected refusal) {
                if (before != null) {
                    mustBeCurrent((CommandMessage<?>) message, before);
                }
                throw refusal;
            }
        }

        private void mustBeExpected(Message<?> message, @Nullable Long version) {
            Object expected = message.getMetaData().get(MessageKeys.EXPECTED_VERSION);
            if (expected instanceof Number number
                    && (version == null || version != number.longValue())) {
                throw new Rejected(new VersionMismatch(version == null ? -1 : version));
            }
        }
    }

    private void mustBeCurrent(CommandMessage<?> command, Long version) {
        String stream = targets.resolveTarget(command).getIdentifier();
        Optional<Long> stored = Apart.from(() -> events.get().lastSequenceNumberFor(stream));
        if (!stored.equals(Optional.of(version))) {
            throw new ConcurrencyException("Decided on a stale state of " + stream);
        }
    }
}
