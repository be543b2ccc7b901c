package souk.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class StretchTest {

    private static Stretch of(long quick, long slow, long refused) {
        var nanos = new Histogram(Crowd.LONGEST_NANOS, 3);
        nanos.recordValueWithCount(10_000_000, quick);
        nanos.recordValueWithCount(400_000_000, slow);
        return new Stretch(100, 100, nanos, Map.of(), Map.of("ADD 503", refused), Map.of(), 0);
    }

    @Test
    void holds_where_all_but_one_in_twenty_are_quick() {
        assertThat(of(960, 40, 0).holds(95, 200)).isTrue();
        assertThat(of(940, 60, 0).holds(95, 200)).isFalse();
    }

    @Test
    void being_refused_quickly_is_no_success() {
        assertThat(of(1_000, 0, 1).holds(95, 200)).isTrue();
        assertThat(of(1_000, 0, 2).holds(95, 200)).isFalse();
    }

    @Test
    void a_slower_machine_makes_no_answer_dearer() {
        Stretch quick = of(1, 0, 0).costing(times(300, 200, 50));
        Stretch onSlowerMachine = of(1, 0, 0).costing(times(360, 240, 60));
        Stretch dearer = of(1, 0, 0).costing(times(400, 200, 50));

        assertThat(quick.effort()).isEqualTo(10);
        assertThat(onSlowerMachine.effort()).isEqualTo(10);
        assertThat(dearer.effort()).isEqualTo(12);
    }

    private static Map<String, Duration> times(long server, long database, long client) {
        return Map.of(
                "server",
                Duration.ofMillis(server),
                "PostgreSQL",
                Duration.ofMillis(database),
                Server.CLIENT,
                Duration.ofMillis(client));
    }
}
