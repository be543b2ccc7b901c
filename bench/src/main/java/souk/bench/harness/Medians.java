package souk.bench.harness;

import java.util.Collection;

/** The middle of several figures. */
public final class Medians {

    private Medians() {}

    public static double of(Collection<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
