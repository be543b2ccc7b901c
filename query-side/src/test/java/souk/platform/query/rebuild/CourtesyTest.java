package souk.platform.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class CourtesyTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong rested = new AtomicLong();
    private final Courtesy courtesy =
            new Courtesy(
                    lag::get,
                    100,
                    now::get,
                    nanos -> {
                        rested.addAndGet(nanos);
                        now.addAndGet(nanos);
                    });

    private void work(long millis) {
        now.addAndGet(millis * MILLI);
        courtesy.pause();
    }

    @Test
    void does_not_rest_while_live_keeps_up() {
        lag.set(100);
        work(300);
        work(300);
        assertThat(rested.get()).isZero();
    }

    @Test
    void rests_three_times_as_long_as_it_has_worked_while_live_lags() {
        lag.set(101);
        work(300);
        assertThat(rested.get()).isEqualTo(900 * MILLI);
        work(100);
        assertThat(rested.get()).isEqualTo(1_200 * MILLI);
    }

    @Test
    void goes_on_as_before_when_live_has_caught_up() {
        lag.set(101);
        work(300);
        lag.set(0);
        work(300);
        assertThat(rested.get()).isEqualTo(900 * MILLI);
    }
}
