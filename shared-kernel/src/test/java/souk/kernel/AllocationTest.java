package souk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** No unit is lost or made, whatever is divided by whatever. */
class AllocationTest {

    private static final long MOST = 1_000_000_000_000_000_000L;

    @Property
    void parts_add_up(
            @ForAll @LongRange(max = MOST) long amount,
            @ForAll @Size(min = 1, max = 20) List<@LongRange(max = MOST) Long> weights) {
        assertThat(sum(Allocation.of(amount, weights))).isEqualTo(BigInteger.valueOf(amount));
    }

    @Property
    void no_part_is_a_unit_off(
            @ForAll @LongRange(max = MOST) long amount,
            @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 1, max = MOST) Long> weights) {
        List<Long> parts = Allocation.of(amount, weights);
        for (int i = 0; i < parts.size(); i++) {
            BigDecimal exact =
                    BigDecimal.valueOf(amount)
                            .multiply(BigDecimal.valueOf(weights.get(i)))
                            .divide(new BigDecimal(sum(weights)), 10, RoundingMode.HALF_UP);
            assertThat(exact.subtract(BigDecimal.valueOf(parts.get(i))).abs())
                    .isLessThanOrEqualTo(BigDecimal.ONE);
        }
    }

    @Property
    void who_weighs_nothing_gets_nothing(
            @ForAll @LongRange(max = MOST) long amount,
            @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 1, max = MOST) Long> weights) {
        var withNobody = new java.util.ArrayList<>(weights);
        withNobody.addFirst(0L);

        assertThat(Allocation.of(amount, withNobody).getFirst()).isZero();
    }

    @Property
    void half_is_up(
            @ForAll @LongRange(max = MOST) long amount,
            @ForAll @LongRange(max = 1_000_000) long numerator) {
        BigDecimal exact =
                BigDecimal.valueOf(amount)
                        .multiply(BigDecimal.valueOf(numerator))
                        .movePointLeft(6)
                        .setScale(0, RoundingMode.HALF_UP);

        assertThat(Allocation.halfUp(amount, numerator, 1_000_000))
                .isEqualTo(exact.longValueExact());
    }

    @Property
    void slices_add_up(
            @ForAll @LongRange(max = MOST) long amount,
            @ForAll @IntRange(min = 1, max = 10_000) int pieces,
            @ForAll @IntRange(max = 10_000) int cut) {
        int middle = Math.min(cut, pieces);

        assertThat(
                        Allocation.slice(amount, 0, middle, pieces)
                                + Allocation.slice(amount, middle, pieces, pieces))
                .isEqualTo(amount);
    }

    @Example
    void what_is_left_over_goes_to_those_who_lost_most() {
        assertThat(Allocation.of(100, List.of(1L, 1L, 1L))).containsExactly(34L, 33L, 33L);
        assertThat(Allocation.of(10, List.of(1L, 2L, 3L))).containsExactly(2L, 3L, 5L);
        assertThat(Allocation.of(2, List.of(0L, 0L, 0L))).containsExactly(1L, 1L, 0L);
        assertThat(Allocation.slice(100, 0, 1, 3)).isEqualTo(33);
        assertThat(Allocation.slice(100, 2, 3, 3)).isEqualTo(34);
    }

    @Example
    void what_does_not_fit_is_told() {
        assertThatThrownBy(() -> Allocation.halfUp(Long.MAX_VALUE, 2, 1))
                .isInstanceOf(ArithmeticException.class);
    }

    private static BigInteger sum(List<Long> numbers) {
        return numbers.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
