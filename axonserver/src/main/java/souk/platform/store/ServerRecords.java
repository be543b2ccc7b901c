package souk.platform.store;

import io.axoniq.axonserver.connector.event.AggregateEventStream;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;

import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

import souk.kernel.EventArchive;
import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Axon Server's events, to the byte where it has bytes; when it recorded them it does not tell. */
final class ServerRecords implements EventRecords {

    private static final int PERMITS = 10_000;
    private static final int MORE_PERMITS = 2_500;
    private static final int PIECE = 2_000;
    private static final int PATIENCE_SECONDS = 30;

    private final Supplier<EventChannel> channel;
    private final Supplier<@Nullable TrackingToken> head;
    private final ArchivedEvents events;

    ServerRecords(
            Supplier<EventChannel> channel,
            Supplier<@Nullable TrackingToken> head,
            ArchivedEvents events) {
        this.channel = channel;
        this.head = head;
        this.events = events;
    }

    @Override
    public Reading read(long after, long last) {
        return new Flow(after, Math.min(last, head()));
    }

    @Override
    public List<StoredRecord> stream(String stream, long from, int most) {
        return Outage.reported(ServerEventStore.WHOM, () -> positioned(of(stream, from, most)));
    }

    private List<StoredRecord> positioned(List<Event> stream) {
        try (var search = new PositionSearch(this, head())) {
            return search.positioned(stream);
        }
    }

    /** Of the server's own reading of streams, which knows no positions. */
    private List<Event> of(String stream, long from, int most) {
        AggregateEventStream read =
                from > 0
                        ? channel.get().openAggregateStream(stream, from)
                        : channel.get().openAggregateStream(stream, false);
        try {
            return read.asStream().limit(most).toList();
        } finally {
            read.cancel();
        }
    }

    @Override
    public List<EventArchive.Entry> decode(StoredRecord stored) {
        return events.decode(stored);
    }

    @Override
    public long head() {
        return PostgresEventStorageEngine.positionOf(head.get());
    }

    @Override
    public long lastBy(Instant instant) {
        return lastBefore(instant.toEpochMilli() + 1);
    }

    /** What the server is asked for is where to begin, what it answers is the position before. */
    long lastBefore(long millis) {
        return Math.max(
                -1,
                Outage.reported(
                        ServerEventStore.WHOM, () -> answer(channel.get().getTokenAt(millis))));
    }

    private static long answer(CompletableFuture<Long> asked) {
        try {
            return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new EventStoreUnavailableException("Axon Server does not answer", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EventStoreUnavailableException("Interrupted while reading", stopped);
        }
    }

    Flow flow(long after, long last) {
        return new Flow(after, last);
    }

    /** The server's stream, with so many permits that it need not wait for us. */
    final class Flow implements Reading {

        private final ServerStream stream;

        private Flow(long after, long last) {
            this.stream =
                    new ServerStream(
                            channel.get().openStream(after, PERMITS, MORE_PERMITS), after, last);
        }

        @Override
        public @Nullable List<StoredRecord> next() {
            List<StoredRecord> piece = new ArrayList<>();
            EventWithToken event = nextRaw();
            while (event != null) {
                piece.add(ServerEventData.recordOf(event.getEvent(), event.getToken()));
                event = piece.size() < PIECE ? nextRaw() : null;
            }
            return piece.isEmpty() ? null : piece;
        }

        /** The next event alone; null at the end. */
        @Nullable EventWithToken nextRaw() {
            return stream.next();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
