package souk.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import souk.bench.harness.Client;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What must hold however slow a machine is: nobody who waits is left out. */
class CrowdTest {

    private static final Duration A_MOMENT = Duration.ofMillis(400);

    @Test
    void all_that_was_due_is_called_though_answers_are_late() throws Exception {
        Client slow = () -> TimeUnit.MILLISECONDS.sleep(50);
        Crowd.Heard heard = new Crowd(Collections.nCopies(2, slow)).call(100, A_MOMENT);
        assertThat(heard.nanos().getTotalCount()).isBetween(39L, 41L);
    }

    @Test
    void waiting_for_those_before_counts() throws Exception {
        var first = new AtomicBoolean(true);
        Client stalls =
                () -> {
                    if (first.getAndSet(false)) {
                        TimeUnit.MILLISECONDS.sleep(300);
                    }
                };
        Crowd.Heard heard = new Crowd(List.of(stalls)).call(100, A_MOMENT);
        // the thirty that were due meanwhile have waited for 300, 290, 280 … ms
        assertThat(heard.nanos().getCountBetweenValues(100_000_000, Crowd.LONGEST_NANOS))
                .isGreaterThanOrEqualTo(20);
    }

    @Test
    void strangers_come_at_random_as_often_as_they_should_and_the_same_each_time() {
        long[] once = thousand(Arrivals.atRandom(0, 1_000, 7));
        assertThat(thousand(Arrivals.atRandom(0, 1_000, 7))).isEqualTo(once);
        assertThat(once[999] / 1e9).isBetween(0.9, 1.1);
        long[] apart = IntStream.range(1, 1_000).mapToLong(i -> once[i] - once[i - 1]).toArray();
        // of what comes at random two thirds come sooner than in the mean
        assertThat(LongStream.of(apart).filter(nanos -> nanos < 1_000_000).count())
                .isBetween(590L, 680L);
    }

    private static long[] thousand(Arrivals arrivals) {
        return LongStream.generate(arrivals::next).limit(1_000).toArray();
    }
}
