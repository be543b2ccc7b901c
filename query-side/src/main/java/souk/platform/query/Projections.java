package souk.platform.query;

import souk.kernel.CommonRejection.ProjectionBehind;
import souk.kernel.Rejected;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/** The projections of this node, and how far they have come. */
public class Projections {

    /** Positions are of the last event handled and of the last stored, -1 before any. */
    public record Progress(long position, long head, double rate) {

        public long lag() {
            return head - position;
        }
    }

    /** How often to ask what has been stored, where that is how other nodes tell. */
    private static final Duration GLANCE = Duration.ofMillis(50);

    /** And where this node does all the work, but may not know after having isolated an event. */
    private static final Duration SELDOM = Duration.ofMillis(250);

    private final Map<String, LiveProjection> live;
    private final StoredTokens stored;
    private final LongSupplier head;

    Projections(Map<String, LiveProjection> live, StoredTokens stored, LongSupplier head) {
        this.live = live;
        this.stored = stored;
        this.head = head;
    }

    public Set<String> names() {
        return live.keySet();
    }

    public Progress progress(String name) {
        long position = position(name);
        return new Progress(position, Math.max(position, head.getAsLong()), live(name).rate());
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
        OptionalLong own = live(name).position();
        return own.isPresent() ? own.getAsLong() : positionOnAllNodes(name);
    }

    // either may be behind: what is stored where events were none of ours, a node's own where it
    // isolated some
    private long positionOnAllNodes(String name) {
        Map<Integer, Long> positions = new HashMap<>(stored.positions(name));
        live(name).positions().forEach((segment, own) -> positions.merge(segment, own, Math::max));
        return positions.values().stream().mapToLong(Long::longValue).min().orElse(-1);
    }

    /**
     * Returns as soon as the projection has handled the position, or refuses if that takes long.
     */
    void await(String name, long position, Duration patience) throws InterruptedException {
        LiveProjection projection = live(name);
        long glanced = System.nanoTime();
        long deadline = glanced + patience.toNanos();
        while (true) {
            long seen = projection.moved().times();
            OptionalLong own = projection.position();
            if (own.orElse(-1) >= position) {
                return;
            }
            long now = System.nanoTime();
            long pause = (own.isPresent() ? SELDOM : GLANCE).toNanos();
            if (now >= deadline || now - glanced >= pause) {
                glanced = now;
                long reached = positionOnAllNodes(name);
                if (reached >= position) {
                    return;
                }
                if (now >= deadline) {
                    throw new Rejected(new ProjectionBehind(name, reached, position));
                }
            }
            projection.moved().awaitAfter(seen, Math.min(pause, deadline - now));
        }
    }
}
