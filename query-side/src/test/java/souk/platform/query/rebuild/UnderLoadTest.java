package souk.platform.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Opened;
import souk.platform.query.Probes;
import souk.platform.query.rebuild.Rebuild.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Swaps while others read and write all the time: no read fails or sees less than it has seen. */
@RebuildTest
class UnderLoadTest {

    private static final int ROUNDS = 8;
    private static final int READERS = 4;
    private static final int WRITERS = 3;

    @Autowired Probes probes;
    @Autowired Rebuilds rebuilds;
    @Autowired Rebuilding rebuilding;
    @Autowired JdbcTemplate jdbc;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger reads = new AtomicInteger();

    @AfterEach
    void end() {
        over.set(true);
    }

    private int write(String probe) {
        int sum = 0;
        while (!over.get()) {
            probes.happen(new Counted(probe, 1));
            sum++;
        }
        return sum;
    }

    private void read(List<String> names) {
        int[] seen = new int[names.size()];
        while (!over.get()) {
            for (int i = 0; i < seen.length; i++) {
                int total = probes.total(names.get(i));
                assertThat(total).isGreaterThanOrEqualTo(seen[i]);
                seen[i] = total;
                reads.incrementAndGet();
            }
        }
    }

    @Test
    void nobody_notices() throws Exception {
        List<String> names = IntStream.range(0, WRITERS).mapToObj(_ -> Probes.name()).toList();
        long position = -1;
        for (String name : names) {
            position = probes.happen(new Opened(name));
        }
        probes.awaitHandled(position);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> writers =
                    names.stream().map(name -> threads.submit(() -> write(name))).toList();
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> read(names)));
            }
            for (int round = 0; round < ROUNDS; round++) {
                Kind kind = round % 3 == 2 ? Kind.ROLLBACK : Kind.REBUILD;
                rebuilding.done(Rebuilding.of(Probes.VIEW, kind, Rebuilding.VERIFIED));
            }
            over.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            probes.awaitHandled(
                    jdbc.queryForObject("select max(position) from event_store.event", Long.class));
            for (int i = 0; i < WRITERS; i++) {
                assertThat(probes.total(names.get(i))).isEqualTo(writers.get(i).get());
                assertThat(probes.letters(names.get(i))).isEmpty();
            }
        }
        assertThat(reads.get()).isGreaterThan(ROUNDS * READERS);
        assertThat(rebuilds.generation(Probes.VIEW)).isGreaterThan(1);
    }
}
