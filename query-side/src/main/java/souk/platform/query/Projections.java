package souk.platform.query;

import org.springframework.jdbc.core.JdbcOperations;

import souk.kernel.CommonRejection.ProjectionBehind;
import souk.kernel.Rejected;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** The projections of this node, and how far they have come. */
public class Projections {

    /** Positions are of the last event handled and of the last stored, -1 before any. */
    public record Progress(long position, long head, double rate) {

        public long lag() {
            return head - position;
        }
    }

    /** How often to look at what other nodes have stored. */
    private static final long GLANCE_NANOS = Duration.ofMillis(50).toNanos();

    private static final Duration HEAD_KNOWN_FOR = Duration.ofSeconds(1);
    private static final Duration LAG_KNOWN_FOR = Duration.ofMillis(200);

    private final Map<String, LiveProjection> live;
    private final StoredTokens stored;
    private final LongSupplier newest;
    private final LongSupplier head;
    private final LongAdder asked = new LongAdder();
    private final LongSupplier worstLag = new Remembered(this::furthestBehind, LAG_KNOWN_FOR);

    /**
     * @param newest position of the last event there is
     */
    Projections(Map<String, LiveProjection> live, StoredTokens stored, LongSupplier newest) {
        this.live = live;
        this.stored = stored;
        this.newest = newest;
        this.head = new Remembered(newest, HEAD_KNOWN_FOR);
    }

    /** A query is about to be answered from projections. */
    void ask() {
        asked.increment();
    }

    /** How many queries there were. */
    public long asked() {
        return asked.sum();
    }

    public Set<String> names() {
        return live.keySet();
    }

    public Progress progress(String name) {
        long position = position(name);
        return new Progress(position, Math.max(position, head.getAsLong()), live(name).rate());
    }

    /** Of the projection that is furthest behind, but for those that can't go on. */
    public long worstLag() {
        return worstLag.getAsLong();
    }

    private long furthestBehind() {
        List<LiveProjection> able =
                live.values().stream()
                        .filter(it -> it.failure() == null && !it.isUnborn())
                        .toList();
        boolean allHere = able.stream().allMatch(it -> it.position().isPresent());
        Map<String, Map<Integer, Long>> known = allHere ? Map.of() : stored.positions();
        long behind =
                able.stream()
                        .mapToLong(it -> position(it, known.getOrDefault(it.name(), Map.of())))
                        .min()
                        .orElse(Long.MAX_VALUE);
        return Math.max(0, head.getAsLong() - behind);
    }

    /** Whether nobody has handled any of more events than these for it. */
    boolean isNew(String name, long most) {
        return !hasBegun(name) && newest.getAsLong() >= most;
    }

    /** Whether it is known how far it is. */
    public boolean hasBegun(String name) {
        return !stored.positions(name).isEmpty();
    }

    /** What this node does not handle before it has been built. */
    public List<String> unborn() {
        return live.values().stream()
                .filter(LiveProjection::isUnborn)
                .map(LiveProjection::name)
                .toList();
    }

    /** It is at this position, once the transaction commits: there is nobody else to say so. */
    public void begin(String name, long position, JdbcOperations transaction) {
        stored.begin(name, live(name).segments(), position, transaction);
    }

    /** Handles what comes after wherever it is. */
    public void goLive(String name) {
        live(name).processor().begin();
    }

    /** Its tables say something, if not the newest. */
    void mustBeBorn(String name) {
        if (live(name).isUnborn()) {
            throw new Rejected(new ProjectionBehind(name, -1, head.getAsLong()));
        }
    }

    LiveProjection live(String name) {
        LiveProjection projection = live.get(name);
        if (projection == null) {
            throw new IllegalArgumentException("There is no projection " + name);
        }
        return projection;
    }

    /** Position of the last event that all segments have handled, wherever they run. */
    long position(String name) {
        LiveProjection projection = live(name);
        return projection.position().isPresent()
                ? position(projection, Map.of())
                : position(projection, stored.positions(name));
    }

    // what is stored is behind where the last events were none of the projection's
    private static long position(LiveProjection projection, Map<Integer, Long> onAllNodes) {
        OptionalLong own = projection.position();
        if (own.isPresent()) {
            return own.getAsLong();
        }
        Map<Integer, Long> positions = new HashMap<>(onAllNodes);
        projection
                .positions()
                .forEach((segment, here) -> positions.merge(segment, here, Math::max));
        return positions.values().stream().mapToLong(Long::longValue).min().orElse(-1);
    }

    /**
     * Returns as soon as the projection has handled the position, or refuses if that takes long.
     */
    void await(String name, long position, Duration patience) throws InterruptedException {
        if (position(name) >= position) {
            return;
        }
        LiveProjection projection = live(name);
        projection.beginWaiting();
        try {
            await(projection, position, System.nanoTime() + patience.toNanos());
        } finally {
            projection.endWaiting();
        }
    }

    private void await(LiveProjection projection, long position, long deadline)
            throws InterruptedException {
        String name = projection.name();
        while (true) {
            long seen = projection.moved().times();
            long reached = position(name);
            if (reached >= position) {
                return;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new Rejected(new ProjectionBehind(name, reached, position));
            }
            if (projection.position().isPresent()) {
                projection.moved().awaitAfter(seen, left);
            } else {
                TimeUnit.NANOSECONDS.sleep(Math.min(left, GLANCE_NANOS));
            }
        }
    }
}
