package souk.platform.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What streams have led to, for decisions that look at others without changing them: no lock is
 * taken, nothing is loaded twice, and what is in the current unit of work does not show yet.
 */
public final class Glance<S> {

    /** How long what another process has stored may go unnoticed. */
    private static final long BOUND = Duration.ofSeconds(1).toNanos();

    /** When nobody is relied on any more for what is known: whatever was overlooked heals. */
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    private static final int MOST = 100_000;

    /** Who looks for one stream bars those that share its place: with much room, hardly any. */
    private static final int ROOM = 1 << 13;

    /** Where nothing is stored, nobody need look. */
    @FunctionalInterface
    interface Silence {

        /** Whether nobody has continued the stream since, but in the last second at most. */
        boolean isSince(String stream, long nanoTime);
    }

    /**
     * A state, and the sequence number of the last event that led to it: -1 where there is none.
     */
    public record Seen<S>(S state, long version) {}

    private record Kept<S>(Seen<S> seen, long at, boolean outdated) {

        boolean isSince(long then) {
            return !outdated && at - then >= 0;
        }

        Kept<S> asOutdated() {
            return new Kept<>(seen, at, true);
        }
    }

    /** Memory follows what is asked for now, and not what has been: each payment is, once. */
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final Cache<String, Kept<S>> kept;
    private final Supplier<EventStore> events;
    private final Silence silence;
    private final S nothing;
    private final BiFunction<S, Object, S> after;
    private final LongSupplier nanoTime;

    Glance(
            Supplier<EventStore> events,
            Silence silence,
            S nothing,
            BiFunction<S, Object, S> after,
            LongSupplier nanoTime) {
        this.events = events;
        this.silence = silence;
        this.nothing = nothing;
        this.after = after;
        this.nanoTime = nanoTime;
        this.kept =
                Caffeine.newBuilder()
                        .initialCapacity(ROOM)
                        .maximumSize(MOST)
                        .expireAfterAccess(IDLE)
                        .scheduler(Scheduler.systemScheduler()) // or they stay where nobody comes
                        .ticker(nanoTime::getAsLong)
                        .build();
    }

    /** Misses nothing that this process has stored, nor anything older than a second. */
    public S recent(String stream) {
        Kept<S> known = kept.getIfPresent(stream);
        return known != null && isRecent(stream, known) ? known.seen.state : current(stream).state;
    }

    private boolean isRecent(String stream, Kept<S> known) {
        long age = nanoTime.getAsLong() - known.at;
        return !known.outdated
                && (age < BOUND || age < LONGEST && silence.isSince(stream, known.at));
    }

    /**
     * Misses nothing. Events that are not stored yet must not get into what all decisions share. Of
     * many who ask at once, one looks for all who came before he began.
     */
    public Seen<S> current(String stream) {
        long asked = nanoTime.getAsLong();
        return kept.asMap()
                .compute(
                        stream,
                        (_, known) ->
                                known != null && known.isSince(asked)
                                        ? known
                                        : Apart.from(() -> catchUp(stream, known)))
                .seen;
    }

    /** Something may have been stored. */
    void outdate(String stream) {
        change(stream, Kept::asOutdated);
    }

    // computeIfPresent would not wait for whoever is looking for the first time
    private void change(String stream, UnaryOperator<Kept<S>> change) {
        kept.asMap().compute(stream, (_, known) -> known == null ? null : change.apply(known));
    }

    /**
     * This process has stored the event. What follows right upon what is known needs no look into
     * the store; it is as old as what was known, so that what others store is noticed in time.
     */
    void stored(DomainEventMessage<?> event) {
        change(event.getAggregateIdentifier(), known -> after(known, event));
    }

    private Kept<S> after(Kept<S> known, DomainEventMessage<?> event) {
        long version = known.seen.version;
        if (event.getSequenceNumber() <= version) {
            return known;
        }
        if (known.outdated || event.getSequenceNumber() != version + 1) {
            return known.asOutdated();
        }
        try {
            S state = after.apply(known.seen.state, event.getPayload());
            return new Kept<>(new Seen<>(state, version + 1), known.at, false);
        } catch (RuntimeException unreadable) {
            return known.asOutdated(); // it is stored all the same
        }
    }

    private Kept<S> catchUp(String stream, @Nullable Kept<S> known) {
        long now = nanoTime.getAsLong();
        S state = known == null ? nothing : known.seen.state;
        long version = known == null ? -1 : known.seen.version;
        EventStore store = events.get();
        Iterator<? extends DomainEventMessage<?>> missed =
                version < 0
                        ? store.readEvents(stream).asStream().iterator()
                        : store.readEvents(stream, version + 1).asStream().iterator();
        while (missed.hasNext()) {
            DomainEventMessage<?> event = missed.next();
            state = after.apply(state, event.getPayload());
            version = event.getSequenceNumber();
        }
        return new Kept<>(new Seen<>(state, version), now, false);
    }
}
