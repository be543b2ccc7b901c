package souk.bench.http;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import souk.bench.harness.ProcessorTimes;

import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** All visitors of a bazaar together: as many a second as there are to be, and what they want. */
final class Traffic {

    /** More than are ever busy at once as long as answers come in time. */
    static final int CONNECTIONS = 256;

    /** As many as keep the machine busy without queueing for long. */
    private static final int EAGER = 16;

    private static final Visitor.Wishes ANYTHING = Kind::any;

    private final ProcessorTimes processors;
    private final PrintStream progress;
    private final List<Visitor> visitors;
    private volatile Visitor.Wishes wishes = ANYTHING;
    private long seed = 1;
    private long asked;
    private Map<String, Duration> anyway = Map.of();
    private Duration watched = Duration.ofSeconds(1);

    Traffic(Bazaar bazaar, ProcessorTimes processors, PrintStream progress) {
        this.processors = processors;
        this.progress = progress;
        this.visitors = bazaar.visitors(CONNECTIONS, this::next);
    }

    private Kind next(SplittableRandom random) {
        return wishes.next(random);
    }

    /** As many as a few can ask for who wait for their answers. */
    double flatOut(Duration howLong) throws Exception {
        double rate =
                new Crowd(visitors.subList(0, EAGER))
                        .call(Arrivals.ALL_IT_CAN, howLong)
                        .perSecond();
        progress.printf("%,d who wait for answers: %,.0f/s%n", EAGER, rate);
        return rate;
    }

    Stretch at(double perSecond, Duration howLong) throws Exception {
        Stretch met = measured(perSecond, howLong);
        progress.println(met);
        return met;
    }

    /** What the machine does when nobody comes, which is no cost of those who do from then on. */
    Map<String, Duration> nothing(Duration howLong) throws InterruptedException {
        ProcessorTimes.Reading before = processors.read();
        TimeUnit.NANOSECONDS.sleep(howLong.toNanos());
        anyway = processors.read().since(before);
        watched = howLong;
        return anyway;
    }

    /** How many requests there have been so far at a given rate. */
    long asked() {
        return asked;
    }

    /** All of them want the same, and what follows within that time is a part of its cost. */
    Stretch only(Kind kind, double perSecond, Duration howLong, Duration following)
            throws Exception {
        wishes = _ -> kind;
        try {
            ProcessorTimes.Reading before = processors.read();
            long begun = System.nanoTime();
            Stretch met = measured(perSecond, howLong);
            TimeUnit.NANOSECONDS.sleep(following.toNanos());
            Map<String, Duration> used = processors.read().since(before);
            progress.printf("%-8s %s%n", kind, met);
            return met.costing(withoutWhatIsDoneAnyway(used, System.nanoTime() - begun));
        } finally {
            wishes = ANYTHING;
        }
    }

    private Map<String, Duration> withoutWhatIsDoneAnyway(Map<String, Duration> used, long nanos) {
        double stretches = (double) nanos / watched.toNanos();
        Map<String, Duration> left = new LinkedHashMap<>();
        used.forEach(
                (who, time) -> {
                    long idle = anyway.getOrDefault(who, Duration.ZERO).toNanos();
                    left.put(who, time.minusNanos(Math.round(stretches * idle)));
                });
        return left;
    }

    private Stretch measured(double perSecond, Duration howLong) throws Exception {
        Map<Kind, Histogram> kinds = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            kinds.put(kind, new ConcurrentHistogram(Crowd.LONGEST_NANOS, 3));
        }
        Map<String, Long> refusals = new ConcurrentHashMap<>();
        Crowd.Ear ear =
                (number, nanos) -> {
                    Visitor visitor = visitors.get(number);
                    Objects.requireNonNull(kinds.get(visitor.kind())).recordValue(nanos);
                    if (visitor.refusal() != 0) {
                        refusals.merge(visitor.kind() + " " + visitor.refusal(), 1L, Long::sum);
                    }
                };
        ProcessorTimes.Reading before = processors.read();
        long begun = System.nanoTime();
        Crowd.Heard heard = new Crowd(visitors, ear).call(perSecond, howLong, seed++);
        ProcessorTimes.Reading after = processors.read();
        asked += heard.nanos().getTotalCount();
        return new Stretch(
                perSecond,
                heard.perSecond(),
                heard.nanos(),
                kinds,
                new TreeMap<>(refusals),
                after.since(before),
                after.takenByOthersSince(before, Duration.ofNanos(System.nanoTime() - begun)));
    }
}
