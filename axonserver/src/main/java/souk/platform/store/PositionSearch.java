package souk.platform.store;

import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.StoredRecord;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where the events of a stream stand among all, which Axon Server tells only of what it sends
 * in that order: by their times, and where clocks differed too much, by looking at everything.
 */
final class PositionSearch implements AutoCloseable {

    /** By how much the clock of one node may be behind that of another. */
    private static final long MARGIN_MILLIS = 2_000;

    /** Sooner read through than looked for by its time. */
    private static final long NEAR_MILLIS = 5_000;

    private final ServerRecords records;
    private final long head;
    private ServerRecords.@Nullable Flow flow;
    private long seenMillis;

    PositionSearch(ServerRecords records, long head) {
        this.records = records;
        this.head = head;
    }

    /** In their order, none of which is after the head. */
    List<StoredRecord> positioned(List<Event> stream) {
        List<StoredRecord> positioned = new ArrayList<>(stream.size());
        long last = -1;
        for (Event event : stream) {
            last = positionOf(event, last);
            positioned.add(ServerEventData.recordOf(event, last));
        }
        return positioned;
    }

    private long positionOf(Event event, long after) {
        boolean near = Math.abs(event.getTimestamp() - seenMillis) < NEAR_MILLIS;
        if (flow == null || !near) {
            goTo(Math.max(after, records.lastBefore(event.getTimestamp() - MARGIN_MILLIS)));
        }
        long position = find(event);
        if (position < 0) {
            goTo(after);
            position = find(event);
        }
        if (position < 0) {
            throw new EventStoreUnavailableException(
                    "Axon Server has no position for " + event.getMessageIdentifier(), null);
        }
        return position;
    }

    private void goTo(long after) {
        close();
        flow = records.flow(after, head);
    }

    private long find(Event event) {
        EventWithToken seen = next();
        while (seen != null) {
            seenMillis = seen.getEvent().getTimestamp();
            if (isSame(seen.getEvent(), event)) {
                return seen.getToken();
            }
            seen = next();
        }
        return -1;
    }

    private @Nullable EventWithToken next() {
        return flow == null ? null : flow.nextRaw();
    }

    private static boolean isSame(Event one, Event other) {
        return one.getAggregateSequenceNumber() == other.getAggregateSequenceNumber()
                && one.getAggregateIdentifier().equals(other.getAggregateIdentifier())
                && one.getMessageIdentifier().equals(other.getMessageIdentifier());
    }

    @Override
    public void close() {
        if (flow != null) {
            flow.close();
            flow = null;
        }
    }
}
