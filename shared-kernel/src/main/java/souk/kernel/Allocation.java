package souk.kernel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Arithmetic with amounts in minor units that loses none of them. */
public final class Allocation {

    private Allocation() {}

    /** Amount by numerator over denominator, a half rounded up. */
    public static long halfUp(long amount, long numerator, long denominator) {
        BigInteger twice =
                BigInteger.valueOf(amount).multiply(BigInteger.valueOf(numerator)).shiftLeft(1);
        BigInteger divisor = BigInteger.valueOf(denominator);
        return twice.add(divisor).divide(divisor.shiftLeft(1)).longValueExact();
    }

    /**
     * The amount in parts that add up to it: each what its weight makes of it, rounded down, and
     * the units left over to those that lost most, the earlier first.
     */
    public static List<Long> of(long amount, List<Long> weights) {
        BigInteger sum =
                weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() == 0) {
            return of(amount, weights.stream().map(_ -> 1L).toList());
        }
        List<Long> parts = new ArrayList<>();
        List<BigInteger> lost = new ArrayList<>();
        long left = amount;
        for (long weight : weights) {
            BigInteger[] part =
                    BigInteger.valueOf(amount)
                            .multiply(BigInteger.valueOf(weight))
                            .divideAndRemainder(sum);
            parts.add(part[0].longValueExact());
            lost.add(part[1]);
            left -= part[0].longValueExact();
        }
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing(lost::get, Comparator.reverseOrder()))
                .limit(left)
                .forEach(i -> parts.set(i, parts.get(i) + 1));
        return parts;
    }

    /** What the pieces from one on, up to another, have of an amount for so many pieces. */
    public static long slice(long amount, int from, int to, int pieces) {
        return floor(amount, to, pieces) - floor(amount, from, pieces);
    }

    private static long floor(long amount, int numerator, int denominator) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(numerator))
                .divide(BigInteger.valueOf(denominator))
                .longValueExact();
    }
}
