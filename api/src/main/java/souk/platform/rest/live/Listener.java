package souk.platform.rest.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One client: what it listens to, how far it has got, and what waits for it. */
final class Listener {

    private final Map<String, Set<String>> topics;
    private final int backlog;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Bulletin> waiting = new ArrayDeque<>();
    private boolean behind = true;
    private boolean wasThere;
    private volatile boolean over;
    private volatile long position;

    Listener(Map<String, Set<String>> topics, long position, int backlog) {
        this.topics = topics;
        this.position = position;
        this.backlog = backlog;
    }

    Map<String, Set<String>> topics() {
        return topics;
    }

    /** Everything up to here has been taken. */
    long position() {
        return position;
    }

    boolean isOver() {
        return over;
    }

    /** Without asking anybody: what it is about may turn out not to concern the client. */
    boolean mayWant(Bulletin bulletin) {
        return bulletin.messages().stream()
                .anyMatch(
                        message -> {
                            Set<String> ids = topics.getOrDefault(message.topic(), Set.of());
                            return message.about() == null
                                    ? !ids.isEmpty()
                                    : ids.contains(message.about());
                        });
    }

    boolean wants(Message message) {
        return topics.getOrDefault(message.topic(), Set.of()).stream().anyMatch(message.concerns());
    }

    /** Never waits: who is too slow gets it later, from memory. */
    void offer(Bulletin bulletin) {
        lock.lock();
        try {
            if (behind || bulletin.position() <= position || isWaiting(bulletin)) {
                return;
            }
            if (waiting.size() < backlog) {
                waiting.add(bulletin);
            } else {
                waiting.clear();
                behind = true;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private boolean isWaiting(Bulletin bulletin) {
        return !waiting.isEmpty() && waiting.getLast().position() >= bulletin.position();
    }

    void end() {
        lock.lock();
        try {
            over = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void await(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !behind && !over && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    List<Bulletin> take() {
        lock.lock();
        try {
            List<Bulletin> taken = List.copyOf(waiting);
            if (!taken.isEmpty()) {
                waiting.clear();
                position = taken.getLast().position();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    boolean isBehind() {
        lock.lock();
        try {
            return behind;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was once up to date. */
    boolean wasThere() {
        return wasThere;
    }

    /** What was to be taken up to the position has been taken otherwise. */
    void move(long to) {
        position = to;
    }

    /** From here on everything is offered to it, while it was told of all that was before. */
    void arrive(long head) {
        lock.lock();
        try {
            position = Math.max(position, head);
            behind = false;
            wasThere = true;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing that concerns it has happened up to the head. */
    void idle(long head) {
        lock.lock();
        try {
            if (waiting.isEmpty() && !behind) {
                position = Math.max(position, head);
            }
        } finally {
            lock.unlock();
        }
    }
}
