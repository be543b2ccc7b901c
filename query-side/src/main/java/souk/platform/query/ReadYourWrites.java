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
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets a query that names a position wait until the projections it is answered from are there. */
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
                .flatMap(method -> projectionsBehind(method.getDeclaringClass()))
                .<MessageHandlingMember<T>>map(sources -> new Waiting<>(original, sources))
                .orElse(original);
    }

    private Optional<List<String>> projectionsBehind(Class<?> handlers) {
        return Optional.ofNullable(AnnotationUtils.findAnnotation(handlers, ReadsFrom.class))
                .map(sources -> Stream.of(sources.value()).map(declared::mustKnow).toList());
    }

    private final class Waiting<T> extends WrappedMessageHandlingMember<T> {

        private final List<String> sources;

        Waiting(MessageHandlingMember<T> handler, List<String> sources) {
            super(handler);
            this.sources = sources;
        }

        @Override
        public Object handle(Message<?> query, T target) throws Exception {
            projections.get().ask();
            sources.forEach(projections.get()::mustBeBorn);
            Object position = query.getMetaData().get(MessageKeys.POSITION);
            if (position != null) {
                mustHoldNoConnection();
                await(Long.parseLong(position.toString()));
            }
            return super.handle(query, target);
        }

        private void await(long position) throws InterruptedException {
            long end = System.nanoTime() + patience.toNanos();
            for (String source : sources) {
                long left = Math.max(0, end - System.nanoTime());
                projections.get().await(source, position, Duration.ofNanos(left));
            }
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
