package souk.stats.query;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import java.util.List;
import java.util.stream.LongStream;

/** Whatever goes back is parted to the unit, and nobody gives back more than is left. */
class SharesTest {

    private static final long MOST = 1_000_000_000_000_000L;

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    @Property
    void parts_add_up_and_fit(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(max = MOST) Long> left,
            @ForAll @Size(value = 12) List<@LongRange(max = MOST) Long> named,
            @ForAll @IntRange(max = 1_000) int permille) {
        long all = left.stream().mapToLong(Long::longValue).sum();
        long amount = all / 1_000 * permille;

        long[] parts = Shares.of(amount, longs(named), longs(left));

        assertThat(LongStream.of(parts).sum()).isEqualTo(amount);
        for (int i = 0; i < parts.length; i++) {
            assertThat(parts[i]).isBetween(0L, left.get(i));
        }
    }

    @Property
    void who_is_named_comes_first(
            @ForAll @Size(min = 2, max = 12) List<@LongRange(min = 1, max = MOST) Long> left,
            @ForAll @IntRange(max = 1_000) int permille) {
        long[] named = new long[left.size()];
        named[1] = left.get(1);
        long amount = left.get(1) / 1_000 * permille;

        long[] parts = Shares.of(amount, named, longs(left));

        assertThat(parts[1]).isEqualTo(amount);
    }

    @Property
    void whole_is_what_is_left(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(max = MOST) Long> left,
            @ForAll @Size(value = 12) List<@LongRange(max = MOST) Long> named) {
        long[] all = longs(left);

        if (LongStream.of(all).sum() > 0) {
            assertThat(Shares.of(LongStream.of(all).sum(), longs(named), all)).isEqualTo(all);
        }
    }

    @Example
    void is_as_one_would_do_it_by_hand() {
        assertThat(Shares.of(100, new long[] {2_300, 700})).containsExactly(77, 23);
        assertThat(Shares.of(1, new long[] {1, 1})).containsExactly(1, 0);
        assertThat(Shares.of(10, new long[] {4, 0}, new long[] {10, 10})).containsExactly(6, 4);
    }
}
