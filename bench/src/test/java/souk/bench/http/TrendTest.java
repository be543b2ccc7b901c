package souk.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class TrendTest {

    @Test
    void what_grows_is_told_by_how_much() {
        Trend trend = Trend.of(List.of(100.0, 102.0, 104.0, 106.0, 108.0));
        assertThat(trend.perStep()).isEqualTo(2);
        assertThat(trend.rise()).isCloseTo(8 / 104.0, within(1e-9));
    }

    @Test
    void one_bad_minute_is_no_trend() {
        assertThat(Trend.of(List.of(5.0, 5.0, 900.0, 5.0, 5.0)).rise()).isZero();
    }

    @Test
    void what_is_missing_makes_no_difference_to_the_slope() {
        var some = new TreeMap<>(Map.of(0, 100.0, 3, 106.0, 4, 108.0));
        Trend trend = Trend.of(some, 4);
        assertThat(trend.perStep()).isEqualTo(2);
        assertThat(trend.rise()).isCloseTo(8 / 106.0, within(1e-9));
    }

    @Test
    void one_value_grows_nowhere() {
        assertThat(Trend.of(List.of(5.0)).rise()).isZero();
    }
}
