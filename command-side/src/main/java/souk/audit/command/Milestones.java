package souk.audit.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.stereotype.Component;

import souk.audit.AsOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * States of long streams at intervals, so that no look at the past begins at its beginning: the
 * store keeps the latest snapshot only. Forgotten where there is no room.
 */
@Component
class Milestones {

    /** So many events take a few milliseconds to fold. */
    static final int INTERVAL = 200;

    private static final long MOST_BYTES = 64L << 20;

    /** One stream alone must not take the room of all. */
    private static final long MOST_BYTES_OF_ONE = 8L << 20;

    private record Kept(List<Milestone> inOrder, long bytes) {

        static final Kept NOTHING = new Kept(List.of(), 0);

        static Kept of(List<Milestone> inOrder) {
            long bytes = inOrder.stream().mapToLong(it -> it.state().length).sum();
            return bytes <= MOST_BYTES_OF_ONE || inOrder.size() == 1
                    ? new Kept(inOrder, bytes)
                    : of(everyOther(inOrder));
        }

        Kept with(Milestone added) {
            int place = placeAfter(added.asOf().version(), AsOf::version);
            if (place > 0 && inOrder.get(place - 1).asOf().equals(added.asOf())) {
                return this;
            }
            List<Milestone> more = new ArrayList<>(inOrder);
            more.add(place, added);
            return of(more);
        }

        Optional<Milestone> upTo(long bound, ToLongFunction<AsOf> of) {
            int place = placeAfter(bound, of);
            return place == 0 ? Optional.empty() : Optional.of(inOrder.get(place - 1));
        }

        private int placeAfter(long bound, ToLongFunction<AsOf> of) {
            int low = 0;
            int high = inOrder.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (of.applyAsLong(inOrder.get(middle).asOf()) <= bound) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private static List<Milestone> everyOther(List<Milestone> all) {
            List<Milestone> half = new ArrayList<>();
            for (int i = all.size() - 1; i >= 0; i -= 2) {
                half.addFirst(all.get(i));
            }
            return half;
        }
    }

    private final Cache<String, Kept> streams =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .<String, Kept>weigher((stream, kept) -> stream.length() + (int) kept.bytes())
                    .build();

    void keep(String stream, Milestone milestone) {
        streams.asMap()
                .compute(stream, (_, kept) -> (kept == null ? Kept.NOTHING : kept).with(milestone));
    }

    /** The last one that is not after the version. */
    Optional<Milestone> atVersion(String stream, long version) {
        return of(stream).upTo(version, AsOf::version);
    }

    /** The last one that is not after the position. */
    Optional<Milestone> atPosition(String stream, long position) {
        return of(stream).upTo(position, AsOf::position);
    }

    private Kept of(String stream) {
        Kept kept = streams.getIfPresent(stream);
        return kept == null ? Kept.NOTHING : kept;
    }
}
