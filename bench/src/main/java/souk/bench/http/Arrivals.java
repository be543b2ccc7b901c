package souk.bench.http;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** When calls are due, whoever makes them: answers have no say in it. */
final class Arrivals {

    /** As fast as answers come. */
    static final double ALL_IT_CAN = Double.POSITIVE_INFINITY;

    private final DoubleSupplier apart;
    private double next;

    private Arrivals(long begin, DoubleSupplier apart) {
        this.apart = apart;
        this.next = begin;
    }

    /** One like the other. */
    static Arrivals evenly(long begin, double perSecond) {
        double nanos = 1e9 / perSecond;
        return new Arrivals(begin, () -> nanos);
    }

    /**
     * As strangers come who know nothing of each other: so often in the mean, sometimes at once.
     */
    static Arrivals atRandom(long begin, double perSecond, long seed) {
        var random = new SplittableRandom(seed);
        double nanos = 1e9 / perSecond;
        return new Arrivals(begin, () -> -nanos * Math.log(1 - random.nextDouble()));
    }

    /** In nanoseconds of the same clock as the beginning. */
    synchronized long next() {
        long due = (long) next;
        next += apart.getAsDouble();
        return due;
    }
}
