package souk.stats.query;

import souk.kernel.Allocation;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Amounts in parts that add up to them. */
final class Shares {

    private Shares() {}

    /**
     * First what is named, as far as it is left; then in proportion to what is left besides. What
     * is named for more than the amount shares it in proportion.
     */
    static long[] of(long amount, long[] named, long[] left) {
        long[] wanted =
                IntStream.range(0, left.length)
                        .mapToLong(i -> Math.min(named[i], left[i]))
                        .toArray();
        long rest = amount - LongStream.of(wanted).sum();
        if (rest < 0) {
            return of(amount, wanted);
        }
        long[] besides =
                IntStream.range(0, left.length).mapToLong(i -> left[i] - wanted[i]).toArray();
        long[] more = of(rest, besides);
        return IntStream.range(0, left.length).mapToLong(i -> wanted[i] + more[i]).toArray();
    }

    /** In proportion to weights. */
    static long[] of(long amount, long[] weights) {
        List<Long> parts = Allocation.of(amount, LongStream.of(weights).boxed().toList());
        return parts.stream().mapToLong(Long::longValue).toArray();
    }
}
