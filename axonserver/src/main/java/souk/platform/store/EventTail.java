package souk.platform.store;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The last events that this process stored, for readers that keep up: nothing is read or decoded
 * again for them.
 */
class EventTail {

    private static final int CAPACITY = 8_192;

    private final @Nullable TrackedEventMessage<?>[] ring = new TrackedEventMessage<?>[CAPACITY];
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long first;
    private long next;
    private volatile long head;

    EventTail(long head) {
        this.head = head;
        this.first = head + 1;
        this.next = head + 1;
    }

    /** Position of the last event known to be stored. */
    long head() {
        return head;
    }

    void stored(long firstPosition, List<? extends EventMessage<?>> messages) {
        synchronized (this) {
            if (firstPosition != next) {
                // another process stored something between: readers fetch that from the table
                first = firstPosition;
                next = firstPosition;
            }
            for (EventMessage<?> message : messages) {
                var token = new GlobalSequenceTrackingToken(next);
                ring[(int) (next % CAPACITY)] = EventUtils.asTrackedEventMessage(message, token);
                next++;
            }
            first = Math.max(first, next - CAPACITY);
            head = Math.max(head, next - 1);
        }
        wake();
    }

    /** The head as the table has it, whoever stored it. */
    void advanceTo(long storedHead) {
        synchronized (this) {
            if (storedHead <= head) {
                return;
            }
            head = storedHead;
        }
        wake();
    }

    /** Events right after the position, none where they are no longer or never were in memory. */
    synchronized List<TrackedEventMessage<?>> after(long position, int limit) {
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        if (position + 1 >= first) {
            for (long p = position + 1; p < next && events.size() < limit; p++) {
                TrackedEventMessage<?> event = ring[(int) (p % CAPACITY)];
                if (event != null) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    /** Forgets the decoded events, such as after erasing somebody. */
    synchronized void clear() {
        first = next;
        java.util.Arrays.fill(ring, null);
    }

    void onAdvance(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    private void wake() {
        listeners.forEach(Runnable::run);
    }
}
