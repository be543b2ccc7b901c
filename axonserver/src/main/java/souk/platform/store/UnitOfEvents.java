package souk.platform.store;

import org.axonframework.eventhandling.EventMessage;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The events of one unit of work, on their way to the store.
 *
 * @param lastPosition of its last event, once that is on disk
 */
record UnitOfEvents(
        List<StoredEvent> events,
        List<? extends EventMessage<?>> messages,
        CompletableFuture<Long> lastPosition) {

    void succeed(long position) {
        lastPosition.complete(position);
    }

    void fail(Throwable failure) {
        lastPosition.completeExceptionally(failure);
    }
}
