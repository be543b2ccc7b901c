package souk.bench.http;

import souk.bench.harness.Medians;

import java.util.ArrayList;
import java.util.List;

/** Whether something grows: the median of the slopes between any two of its values. */
record Trend(double median, double perStep, int steps) {

    /** Of values that are equally far apart. */
    static Trend of(List<Double> values) {
        List<Double> slopes = new ArrayList<>();
        for (int from = 0; from < values.size(); from++) {
            for (int to = from + 1; to < values.size(); to++) {
                slopes.add((values.get(to) - values.get(from)) / (to - from));
            }
        }
        return new Trend(
                Medians.of(values), slopes.isEmpty() ? 0 : Medians.of(slopes), values.size() - 1);
    }

    /** From the first to the last, as a share of the median. */
    double rise() {
        return median == 0 ? 0 : perStep * steps / median;
    }
}
