package souk.platform.query.rebuild;

import org.axonframework.eventhandling.Segment;

import souk.platform.query.rebuild.Rebuild.Reached;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far the segments of the live processor are; each handles streams of its own. */
final class Segments {

    private final Segment[] segments;
    private final Reached reached;

    /**
     * @param positions by the ids of segments
     */
    Segments(Map<Integer, Long> positions) {
        if (positions.isEmpty()) {
            throw new IllegalStateException("The live projection has not begun yet");
        }
        Map<Integer, Long> sorted = new TreeMap<>(positions);
        this.segments =
                Segment.computeSegments(
                        sorted.keySet().stream().mapToInt(Integer::intValue).toArray());
        Arrays.sort(segments);
        List<Long> inOrder =
                Arrays.stream(segments).map(it -> sorted.get(it.getSegmentId())).toList();
        this.reached =
                inOrder.stream().distinct().count() == 1
                        ? Reached.all(inOrder.getFirst())
                        : new Reached(inOrder);
    }

    Reached reached() {
        return reached;
    }

    /** Whether an event is behind the one, and not beyond the other. */
    boolean isBetween(Reached after, Reached last, long position, String stream) {
        int index = segmentOf(stream);
        return position > after.of(index) && position <= last.of(index);
    }

    private int segmentOf(String stream) {
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].matches(stream)) {
                return i;
            }
        }
        throw new IllegalStateException("No segment handles " + stream);
    }

    /** Positions that were noted with other segments tell nothing. */
    void mustFit(Reached noted) {
        if (noted.positions().size() > 1 && noted.positions().size() != segments.length) {
            throw new IllegalStateException("The live projection was divided anew meanwhile");
        }
    }
}
