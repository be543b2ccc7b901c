package souk.platform.query;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** One projection while this node works on it. */
class LiveProjection {

    /** What stopped the last batch, and up to where that batch would have come. */
    record Failure(Throwable cause, long position) {}

    private final String name;
    private final ProjectionLock lock;
    private final SequencedDeadLetterQueue<EventMessage<?>> letters;
    private final Signal moved = new Signal();
    private final Rate rate = new Rate();
    private final Timer batchTime;
    private final DistributionSummary batchSize;
    private final Map<Integer, Long> isolated = new ConcurrentHashMap<>();
    private volatile @Nullable Failure failure;
    private volatile @Nullable ProjectionProcessor processor;
    private volatile @Nullable ProjectionThreads threads;
    private volatile int segments = 1;
    private volatile boolean unborn;

    LiveProjection(
            String name,
            ProjectionLock lock,
            SequencedDeadLetterQueue<EventMessage<?>> letters,
            MeterRegistry meters) {
        this.name = name;
        this.lock = lock;
        this.letters = letters;
        this.batchTime =
                Timer.builder("souk.projection.batch")
                        .description("Time to handle and commit a batch of events")
                        .tag("projection", name)
                        .register(meters);
        this.batchSize =
                DistributionSummary.builder("souk.projection.batch.size")
                        .description("Events in a batch")
                        .tag("projection", name)
                        .register(meters);
    }

    void runOn(ProjectionProcessor built, ProjectionThreads workers, int initialSegments) {
        processor = built;
        threads = workers;
        segments = initialSegments;
    }

    /** Into how many parts it divides its events when it begins. */
    int segments() {
        return segments;
    }

    /** Whether this node waits until it has been built. */
    boolean isUnborn() {
        return unborn;
    }

    void waits(boolean untilBuilt) {
        unborn = untilBuilt;
    }

    String name() {
        return name;
    }

    ProjectionLock lock() {
        return lock;
    }

    SequencedDeadLetterQueue<EventMessage<?>> letters() {
        return letters;
    }

    /** Raised whenever this node may have got further. */
    Signal moved() {
        return moved;
    }

    /** It does not rest as long as somebody waits for it. */
    void beginWaiting() {
        ProjectionThreads resting = threads;
        if (resting != null) {
            resting.beginWaiting();
        }
    }

    void endWaiting() {
        ProjectionThreads resting = threads;
        if (resting != null) {
            resting.endWaiting();
        }
    }

    ProjectionProcessor processor() {
        ProjectionProcessor built = processor;
        if (built == null) {
            throw new IllegalStateException(name + " has not been built yet");
        }
        return built;
    }

    void handled(int segment, int events, long nanos) {
        failure = null;
        isolated.remove(segment);
        count(events, nanos);
    }

    /** As handled, but not by a unit of work that Axon's status of the segment knows of. */
    void isolated(int segment, long position, int events, long nanos) {
        failure = null;
        isolated.put(segment, position);
        count(events, nanos);
    }

    private void count(int events, long nanos) {
        rate.add(events);
        batchSize.record(events);
        batchTime.record(Duration.ofNanos(nanos));
    }

    void failed(Throwable cause, long position) {
        failure = new Failure(cause, position);
    }

    @Nullable Failure failure() {
        return failure;
    }

    /** Events a second, lately, on this node. */
    double rate() {
        return rate.perSecond();
    }

    /** How far all segments have come, if all of them are this node's. */
    OptionalLong position() {
        Map<Integer, Long> own = positions();
        return coversAll() && !own.isEmpty()
                ? own.values().stream().mapToLong(Long::longValue).min()
                : OptionalLong.empty();
    }

    /** How far the segments of this node have come. */
    Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new HashMap<>();
        processor()
                .processingStatus()
                .forEach(
                        (segment, status) ->
                                positions.put(
                                        segment,
                                        Math.max(
                                                status.getCurrentPosition().orElse(-1),
                                                isolated.getOrDefault(segment, -1L))));
        return positions;
    }

    /** Positions are about to go back. */
    void startsOver() {
        isolated.clear();
    }

    // a segment with mask m holds one of m + 1 equal shares
    private boolean coversAll() {
        return processor().processingStatus().values().stream()
                        .map(EventTrackerStatus::getSegment)
                        .mapToDouble(segment -> 1.0 / (segment.getMask() + 1.0))
                        .sum()
                == 1.0;
    }
}
