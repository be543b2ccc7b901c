package souk.audit.command;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

import souk.audit.AsOf;
import souk.audit.HistoryRejection.Unreadable;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Happened;
import souk.kernel.Rejected;
import souk.kernel.proof.StoredRecord;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;

/** Along one stream, from state to state. Used by one thread, and by one answer. */
final class Walk<T> {

    private final Past past;
    private final Fold<T> fold;
    private final String stream;
    private final Deque<StoredRecord> ahead = new ArrayDeque<>();
    private Fold<T>.@Nullable Unfolding unfolding;
    private @Nullable AsOf here;
    private int steps;

    Walk(Past past, Fold<T> fold, String stream) {
        this.past = past;
        this.fold = fold;
        this.stream = stream;
    }

    /** Where it stands; nothing before the first event. */
    Optional<AsOf> here() {
        return Optional.ofNullable(here);
    }

    Optional<Object> state() {
        return unfolding == null ? Optional.empty() : Optional.of(unfolding.state());
    }

    /** How many events it has folded so far. */
    int steps() {
        return steps;
    }

    /** As far as events go that are not after the position. */
    void toPosition(long position) {
        past.milestones().atPosition(stream, position).ifPresent(this::goTo);
        goOnWhile(next -> next.position() <= position, Integer.MAX_VALUE);
    }

    /**
     * Until after the event of that number, -1 being before the first.
     *
     * @return whether it got there: it goes no further than so many events
     */
    boolean toVersion(long version, int most) {
        if (version < versionHere()) {
            goBack();
        }
        past.milestones().atVersion(stream, version).ifPresent(this::goTo);
        goOnWhile(next -> next.sequence() <= version, most);
        return versionHere() == version;
    }

    private long versionHere() {
        return here == null ? -1 : here.version();
    }

    private void goBack() {
        unfolding = null;
        here = null;
        ahead.clear();
    }

    private void goTo(Milestone milestone) {
        if (milestone.asOf().version() > versionHere()) {
            T state = past.trees().restored(milestone.state(), fold.factory().getAggregateType());
            unfolding = fold.goOn(state, milestone.asOf().version());
            here = milestone.asOf();
            ahead.clear();
        }
    }

    private void goOnWhile(Predicate<StoredRecord> wanted, int most) {
        int left = most;
        StoredRecord next = peek();
        while (next != null && wanted.test(next) && left > 0) {
            step(ahead.remove());
            left--;
            next = peek();
        }
    }

    private @Nullable StoredRecord peek() {
        if (ahead.isEmpty()) {
            ahead.addAll(past.records().stream(stream, versionHere() + 1, Milestones.INTERVAL));
        }
        return ahead.peek();
    }

    private void step(StoredRecord stored) {
        for (Entry entry : past.records().decode(stored)) {
            DomainEventMessage<?> event = messageOf(entry);
            Fold<T>.Unfolding before = unfolding;
            Fold<T>.Unfolding now = before == null ? fold.begin(event) : before;
            now.evolve(event);
            unfolding = now;
        }
        AsOf reached = new AsOf(stored.sequence(), stored.position(), stored.time());
        here = reached;
        steps++;
        if (unfolding != null && (stored.sequence() + 1) % Milestones.INTERVAL == 0) {
            past.milestones()
                    .keep(stream, new Milestone(reached, past.trees().kept(unfolding.state())));
        }
    }

    private static DomainEventMessage<?> messageOf(Entry entry) {
        Happened event = entry.event();
        if (event == null) {
            throw new Rejected(new Unreadable(entry.position()));
        }
        return new GenericDomainEventMessage<>(
                event.streamType(),
                entry.stream(),
                event.sequence(),
                event.payload(),
                MetaData.from(event.metadata()),
                event.id(),
                event.time());
    }
}
