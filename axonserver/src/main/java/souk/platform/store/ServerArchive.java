package souk.platform.store;

import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.EventWithToken;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.GrpcBackedDomainEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

import souk.kernel.EventArchive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Axon Server's stream of events, with so many permits that it need not wait for us. */
final class ServerArchive implements EventArchive {

    private static final int PERMITS = 20_000;
    private static final int MORE_PERMITS = 5_000;
    private static final int PIECE = 4_000;

    private final AxonServerConnectionManager connections;
    private final String context;
    private final Supplier<@Nullable TrackingToken> head;
    private final ArchivedEvents events;

    ServerArchive(
            AxonServerConnectionManager connections,
            String context,
            Supplier<@Nullable TrackingToken> head,
            ArchivedEvents events) {
        this.connections = connections;
        this.context = context;
        this.head = head;
        this.events = events;
    }

    @Override
    public long head() {
        return PostgresEventStorageEngine.positionOf(head.get());
    }

    @Override
    public Reading read(Wanted wanted, long after, long last) {
        return new Flow(
                wanted,
                after,
                last,
                connections
                        .getConnection(context)
                        .eventChannel()
                        .openStream(after, PERMITS, MORE_PERMITS));
    }

    private final class Flow implements Reading {

        private final Wanted wanted;
        private final long last;
        private final ServerStream stream;

        Flow(Wanted wanted, long after, long last, EventStream stream) {
            this.wanted = wanted;
            this.last = last;
            this.stream = new ServerStream(stream, after, last);
        }

        @Override
        public @Nullable Piece next() {
            if (stream.reached() >= last) {
                return null;
            }
            List<EventWithToken> piece = new ArrayList<>(PIECE);
            EventWithToken event = stream.next();
            for (int seen = 1; event != null; seen++) {
                var payload = event.getEvent().getPayload();
                var type = new SimpleSerializedType(payload.getType(), payload.getRevision());
                if (events.isOf(type, wanted)) {
                    piece.add(event);
                }
                event = seen < PIECE ? stream.next() : null;
            }
            return new Received(stream.reached(), piece);
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    private final class Received implements Piece {

        private final long lastPosition;
        private final List<EventWithToken> piece;

        Received(long lastPosition, List<EventWithToken> piece) {
            this.lastPosition = lastPosition;
            this.piece = piece;
        }

        @Override
        public long lastPosition() {
            return lastPosition;
        }

        @Override
        public List<Entry> decode() {
            events.foresee(
                    piece.stream().map(it -> it.getEvent().getPayload().getData().toByteArray()));
            List<Entry> decoded = new ArrayList<>(piece.size());
            for (EventWithToken event : piece) {
                events.upcast(
                        event.getToken(), new GrpcBackedDomainEventData(event.getEvent()), decoded);
            }
            return decoded;
        }
    }
}
