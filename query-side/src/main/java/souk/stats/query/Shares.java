package souk.stats.query;

import java.math.BigInteger;
import java.util.Comparator;
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

    /** In proportion to weights; units left over go to those that lost most, the earlier first. */
    static long[] of(long amount, long[] weights) {
        BigInteger sum =
                LongStream.of(weights)
                        .mapToObj(BigInteger::valueOf)
                        .reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() == 0) {
            return of(amount, LongStream.of(weights).map(_ -> 1).toArray());
        }
        long[] parts = new long[weights.length];
        BigInteger[] lost = new BigInteger[weights.length];
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] part =
                    BigInteger.valueOf(amount)
                            .multiply(BigInteger.valueOf(weights[i]))
                            .divideAndRemainder(sum);
            parts[i] = part[0].longValueExact();
            lost[i] = part[1];
        }
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> lost[i]).reversed())
                .limit(amount - LongStream.of(parts).sum())
                .forEach(i -> parts[i]++);
        return parts;
    }

    /** What the pieces from one on, up to another, have of an amount for so many pieces. */
    static long slice(long amount, int from, int to, int pieces) {
        return floor(amount, to, pieces) - floor(amount, from, pieces);
    }

    private static long floor(long amount, int numerator, int denominator) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(numerator))
                .divide(BigInteger.valueOf(denominator))
                .longValueExact();
    }
}
