package souk.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

class RisingTest {

    @ParameterizedTest
    @ValueSource(doubles = {3, 400, 1_000, 50_000})
    void finds_what_holds_wherever_it_begins(double limit) throws Exception {
        double found = new Rising((rate, _) -> rate <= limit).highest(1_000);
        assertThat(found).isLessThanOrEqualTo(limit).isCloseTo(limit, within(0.07 * limit));
    }

    @Test
    void nothing_is_believed_that_does_not_hold_for_longer() throws Exception {
        double found = new Rising((rate, longer) -> rate <= (longer ? 700 : 1_000)).highest(1_000);
        assertThat(found).isLessThanOrEqualTo(700).isGreaterThan(600);
    }

    @Test
    void ends_where_nothing_holds() throws Exception {
        List<Double> tried = new ArrayList<>();
        double found =
                new Rising(
                                (rate, _) -> {
                                    tried.add(rate);
                                    return false;
                                })
                        .highest(1_000);
        assertThat(found).isZero();
        assertThat(tried).hasSizeLessThan(30);
    }
}
