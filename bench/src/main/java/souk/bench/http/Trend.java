package souk.bench.http;

import souk.bench.harness.Medians;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether something grows: the median of the slopes between any two of its values. */
record Trend(double median, double perStep, int steps) {

    /** Of values that are equally far apart. */
    static Trend of(List<Double> values) {
        SortedMap<Integer, Double> all = new TreeMap<>();
        for (Double value : values) {
            all.put(all.size(), value);
        }
        return of(all, values.size() - 1);
    }

    /**
     * Of values of which some may be missing.
     *
     * @param values by the step at which they were seen
     * @param steps how many there were, whatever was seen
     */
    static Trend of(SortedMap<Integer, Double> values, int steps) {
        List<Double> slopes = new ArrayList<>();
        values.forEach(
                (from, value) ->
                        values.tailMap(from + 1)
                                .forEach((to, other) -> slopes.add((other - value) / (to - from))));
        return new Trend(
                Medians.of(values.values()), slopes.isEmpty() ? 0 : Medians.of(slopes), steps);
    }

    /** From the first to the last, as a share of the median. */
    double rise() {
        return median == 0 ? 0 : perStep * steps / median;
    }
}
