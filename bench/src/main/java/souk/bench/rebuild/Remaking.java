package souk.bench.rebuild;

import souk.platform.query.rebuild.Phase;
import souk.platform.query.rebuild.Rebuild;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Options;
import souk.platform.query.rebuild.Rebuilds;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Rebuilds one after the other, and tells what they did with their time. */
final class Remaking {

    private final Rebuilds rebuilds;
    private final LiveProcessors live;
    private final AtomicLong ids = new AtomicLong();
    private long heap;

    Remaking(Rebuilds rebuilds, LiveProcessors live) {
        this.rebuilds = rebuilds;
        this.live = live;
    }

    String rebuild(List<String> projections, long events) throws InterruptedException {
        live.skipTo(projections, events - 1);
        List<Rebuild> together =
                projections.stream()
                        .map(
                                name ->
                                        Rebuild.of(
                                                "reb_" + ids.incrementAndGet(),
                                                name,
                                                Kind.REBUILD,
                                                new Options(false, false, 0, null, "bench"),
                                                Instant.now()))
                        .toList();
        if (!rebuilds.begin(together)) {
            throw new IllegalStateException("A rebuild is under way");
        }
        heap = 0;
        Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
        for (Rebuild rebuild : together) {
            follow(rebuild.id(), nanos);
        }
        var told = new StringJoiner(", ", String.join(" ", projections) + ": ", "");
        nanos.forEach(
                (phase, time) ->
                        told.add(String.format(Locale.ROOT, "%s %.1f s", phase, time / 1e9)));
        told.add(String.format(Locale.ROOT, "heap up to %,d MB, garbage included", heap >> 20));
        return told.toString();
    }

    private void follow(String id, Map<Phase, Long> nanos) throws InterruptedException {
        long seen = System.nanoTime();
        Rebuild now = rebuilds.find(id).orElseThrow();
        while (!now.phase().isOver()) {
            TimeUnit.MILLISECONDS.sleep(20);
            Runtime memory = Runtime.getRuntime();
            heap = Math.max(heap, memory.totalMemory() - memory.freeMemory());
            long looked = System.nanoTime();
            nanos.merge(now.phase(), looked - seen, Long::sum);
            seen = looked;
            now = rebuilds.find(id).orElseThrow();
        }
        if (now.phase() != Phase.DONE) {
            throw new IllegalStateException(now.toString());
        }
    }
}
