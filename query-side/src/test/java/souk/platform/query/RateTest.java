package souk.platform.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class RateTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final Rate rate = new Rate(now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void is_the_mean_of_ten_seconds() {
        for (int second = 0; second < 10; second++) {
            rate.add(20);
            rate.add(30);
            pass(Duration.ofSeconds(1));
        }
        pass(Duration.ofSeconds(-1));

        assertThat(rate.perSecond()).isEqualTo(50);
    }

    @Test
    void forgets_what_is_long_past() {
        rate.add(1000);
        pass(Duration.ofSeconds(11));
        rate.add(10);

        assertThat(rate.perSecond()).isEqualTo(1);
    }

    @Test
    void is_nothing_before_anything() {
        assertThat(rate.perSecond()).isZero();
    }
}
