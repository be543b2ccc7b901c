package souk.platform.store;

import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.EventWithToken;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/** Events of Axon Server up to a position. All of them are stored, so none may fail to come. */
final class ServerStream implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final EventStream stream;
    private final long last;
    private long reached;

    /**
     * @param stream opened behind that position
     */
    ServerStream(EventStream stream, long after, long last) {
        this.stream = stream;
        this.reached = after;
        this.last = last;
    }

    /** The next one; null at the end. */
    @Nullable EventWithToken next() {
        if (reached >= last) {
            return null;
        }
        EventWithToken event = await();
        reached = event.getToken();
        return reached <= last ? event : null;
    }

    /** Position up to which nothing comes any more, however much was jumped over. */
    long reached() {
        return Math.min(reached, last);
    }

    private EventWithToken await() {
        try {
            EventWithToken event = stream.nextIfAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new EventStoreUnavailableException(
                        "Axon Server sends no events after " + reached,
                        stream.getError().orElse(null));
            }
            return event;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EventStoreUnavailableException("Interrupted while reading", stopped);
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
