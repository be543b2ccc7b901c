package souk.bench.harness;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.Map;

/** What one contender did during one turn. */
record Round(
        long units,
        Duration elapsed,
        Histogram nanosPerCall,
        Map<String, Duration> processorTime,
        double takenByOthers) {

    double perSecond() {
        return units * 1e9 / elapsed.toNanos();
    }

    double percentileMillis(double percentile) {
        return nanosPerCall.getValueAtPercentile(percentile) / 1e6;
    }

    double processorMicrosPerUnit(String who) {
        return processorTime.getOrDefault(who, Duration.ZERO).toNanos() / 1e3 / Math.max(1, units);
    }
}
