package souk.platform.rest.live;

import org.springframework.stereotype.Component;

import souk.platform.rest.events.Happening;
import souk.platform.rest.events.Witness;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells listeners what happens as it happens, and remembers the latest of it for those who come
 * back. It never waits for a listener.
 */
@Component
class Broadcast implements Witness {

    private static final long NOTHING_YET = -2;

    /** So many are looked at before others have their turn. */
    private static final int STEP = 1_000;

    private final Bulletins bulletins;
    private final Presences presences;
    private final LiveSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private final Audience audience = new Audience();
    private final TreeMap<Long, Bulletin> recent = new TreeMap<>();
    private final AtomicLong floor = new AtomicLong();
    private final AtomicLong head = new AtomicLong(NOTHING_YET);

    Broadcast(Bulletins bulletins, Presences presences, LiveSettings settings) {
        this.bulletins = bulletins;
        this.presences = presences;
        this.settings = settings;
    }

    @Override
    public void begin(long from, long newest) {
        boolean isPast;
        lock.lock();
        try {
            isPast = newest < head.get();
            if (isPast || head.get() == NOTHING_YET) {
                recent.clear();
                floor.set(from);
                head.set(from);
            }
        } finally {
            lock.unlock();
        }
        if (isPast) {
            presences.turnAllAway();
        }
    }

    @Override
    public void pause() {
        // it goes on where it was: whoever listens only hears of it later
    }

    @Override
    public void see(Happening happening) {
        if (happening.position() <= head.get()) {
            return;
        }
        Bulletin bulletin = bulletins.of(happening);
        List<String> away = bulletins.turnedAway(happening);
        lock.lock();
        try {
            if (!bulletin.isEmpty()) {
                remember(bulletin);
                audience.of(bulletin).forEach(listener -> listener.offer(bulletin));
            }
            // before anything later is offered
            away.forEach(presences::turnAway);
            head.set(bulletin.position());
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void remember(Bulletin bulletin) {
        recent.put(bulletin.position(), bulletin);
        if (recent.size() > settings.remembered()) {
            floor.set(recent.pollFirstEntry().getKey());
        }
    }

    /** The last position that was seen. */
    long head() {
        long seen = head.get();
        if (seen == NOTHING_YET) {
            throw new ProblemException(ProblemCode.SERVICE_UNAVAILABLE);
        }
        return seen;
    }

    /** Whether the position is there, or comes within the time. */
    boolean reaches(long position, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (head.get() < position && nanos > 0) {
                nanos = advanced.awaitNanos(nanos);
            }
            return head.get() >= position;
        } finally {
            lock.unlock();
        }
    }

    void join(Listener listener) {
        lock.lock();
        try {
            audience.add(listener);
        } finally {
            lock.unlock();
        }
    }

    void leave(Listener listener) {
        lock.lock();
        try {
            audience.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    /** What is remembered for a listener that is behind; nothing known where that is too little. */
    Optional<List<Bulletin>> catchUp(Listener listener) {
        List<Bulletin> missed = new ArrayList<>();
        while (true) {
            List<Bulletin> next;
            lock.lock();
            try {
                if (listener.position() < floor.get()) {
                    return missed.isEmpty() ? Optional.empty() : Optional.of(missed);
                }
                next = nextFor(listener);
                if (next.isEmpty()) {
                    listener.arrive(head.get());
                    return Optional.of(missed);
                }
            } finally {
                lock.unlock();
            }
            // nobody else has to wait while it looks for what it may want
            for (Bulletin bulletin : next) {
                listener.move(bulletin.position());
                if (listener.mayWant(bulletin)) {
                    missed.add(bulletin);
                    if (missed.size() == settings.backlog()) {
                        return Optional.of(missed);
                    }
                }
            }
        }
    }

    private List<Bulletin> nextFor(Listener listener) {
        return recent.tailMap(listener.position(), false).values().stream().limit(STEP).toList();
    }

    /** Remembered is everything after this position. */
    long floor() {
        return floor.get();
    }

    /** Nothing waits for the listener: it has got as far as everybody. */
    void idle(Listener listener) {
        lock.lock();
        try {
            listener.idle(head.get());
        } finally {
            lock.unlock();
        }
    }
}
