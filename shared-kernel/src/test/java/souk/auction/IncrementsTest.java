package souk.auction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import souk.auction.Increments.Step;
import souk.kernel.InvalidValue;

import java.util.List;

class IncrementsTest {

    private static final Increments STEPS =
            new Increments(List.of(new Step(0, 5), new Step(100, 25), new Step(500, 50)));

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 6", "99, 104", "100, 125", "101, 126", "499, 524", "500, 550"})
    void are_larger_from_a_price_on(long price, long above) {
        assertThat(STEPS.above(price)).isEqualTo(above);
    }

    @Test
    void begin_at_nothing_and_ascend() {
        for (List<Step> steps :
                List.of(
                        List.<Step>of(),
                        List.of(new Step(1, 5)),
                        List.of(new Step(0, 0)),
                        List.of(new Step(0, 5), new Step(10, 6), new Step(10, 7)))) {
            assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new Increments(steps));
        }
    }
}
