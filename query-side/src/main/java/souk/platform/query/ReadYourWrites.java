package souk.platform.query;

import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import souk.kernel.MessageKeys;

import java.lang.reflect.Executable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets a query that names a position wait until the projection it is answered from is there. */
class ReadYourWrites implements HandlerEnhancerDefinition {

    private final DeclaredProjections declared;
    private final Supplier<Projections> projections;
    private final Duration patience;

    ReadYourWrites(
            DeclaredProjections declared, Supplier<Projections> projections, Duration patience) {
        this.declared = declared;
        this.projections = projections;
        this.patience = patience;
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        if (!original.canHandleMessageType(QueryMessage.class)) {
            return original;
        }
        return original.unwrap(Executable.class)
                .flatMap(method -> projectionBehind(method.getDeclaringClass()))
                .<MessageHandlingMember<T>>map(projection -> new Waiting<>(original, projection))
                .orElse(original);
    }

    private Optional<String> projectionBehind(Class<?> handlers) {
        return Optional.ofNullable(AnnotationUtils.findAnnotation(handlers, ReadsFrom.class))
                .map(source -> declared.mustKnow(source.value()));
    }

    private final class Waiting<T> extends WrappedMessageHandlingMember<T> {

        private final String projection;

        Waiting(MessageHandlingMember<T> handler, String projection) {
            super(handler);
            this.projection = projection;
        }

        @Override
        public Object handle(Message<?> query, T target) throws Exception {
            Object position = query.getMetaData().get(MessageKeys.POSITION);
            if (position != null) {
                mustHoldNoConnection();
                projections.get().await(projection, Long.parseLong(position.toString()), patience);
            }
            return super.handle(query, target);
        }
    }

    // those who wait would keep connections from the very projections that they wait for
    private static void mustHoldNoConnection() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "The query bus opens a transaction around handlers: build it without a"
                            + " transaction manager");
        }
    }
}
